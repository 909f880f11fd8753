using CsCheck;
using Ecg.Signals;
using Ecg.Signals.Assessment;
using NUnit.Framework;

namespace Ecg.Tests.Signals.Assessment;

/// <summary>The vectorised meters against a plain reckoning of the same definitions.</summary>
public sealed class LeadMeterTests
{
    private const double Rate = 20;

    // Few values, so that runs, plateaus and missing samples are common, in blocks of any length.
    private static readonly Gen<short[]> Blocks = Gen.Frequency(
        (6, Gen.Short[-3, 3].Array[0, 70]),
        (2, Gen.Short.Array[0, 70]),
        (2, Gen.Select(Gen.Short[-4, 4], Gen.Int[1, 60], (value, count) => Enumerable.Repeat(value, count).ToArray())),
        (1, Gen.Const(short.MinValue).Array[0, 20]));

    [Test]
    public void Measures_16_bit_samples_as_a_plain_reckoning_does() =>
        Blocks.Array[1, 6].Where(blocks => blocks.Any(block => block.Length > 0)).Sample(
            blocks =>
            {
                var meter = new AdcMeter(Lead(), Rate);
                foreach (short[]? block in blocks)
                {
                    meter.Add(block);
                }

                return Agrees(meter.Finish(), blocks.SelectMany(block => block).Select(sample => (double)sample).ToArray());
            },
            iter: 20_000);

    [Test]
    public void Measures_floating_point_samples_as_a_plain_reckoning_does() =>
        Blocks.Array[1, 6].Where(blocks => blocks.Any(block => block.Length > 0)).Sample(
            blocks =>
            {
                var meter = new ValueMeter(Lead(), Rate, areIntegers: true);
                foreach (short[]? block in blocks)
                {
                    meter.Add(Array.ConvertAll(block, sample => (double)sample));
                }

                return Agrees(meter.Finish(), blocks.SelectMany(block => block).Select(sample => (double)sample).ToArray());
            },
            iter: 20_000);

    [Test]
    public void Takes_NaN_and_infinities_for_missing()
    {
        var meter = new ValueMeter(Lead() with { InvalidSample = null }, null, areIntegers: false);
        meter.Add([double.NaN, 1, double.PositiveInfinity, 2, 3, double.NegativeInfinity, 4, 5, 6, double.NaN, 7, 8, 9]);

        LeadMeasures measures = meter.Finish();

        Assert.Multiple(() =>
        {
            Assert.That(measures.Missing, Is.EqualTo(4));
            Assert.That((measures.Min, measures.Max, measures.Mean), Is.EqualTo((0.5, 4.5, 2.5)));
            Assert.That(measures.Checksum, Is.Null);
            Assert.That(measures.InitialValue, Is.Null);
        });
    }

    [Test]
    public void Keeps_the_digits_of_small_deviations_on_a_large_offset()
    {
        var meter = new ValueMeter(Lead() with { Gain = null, InvalidSample = null }, null, areIntegers: false);
        meter.Add([.. Enumerable.Range(0, 1000).Select(i => 1e9 + (i % 2))]);

        Assert.That(meter.Finish().StdDev, Is.EqualTo(Math.Sqrt(250.0 / 999)).Within(1e-9));
    }

    [Test]
    public void Sums_as_many_samples_as_a_recording_may_have_without_overflow()
    {
        var meter = new AdcMeter(Lead() with { InvalidSample = null }, null);
        short[] block = new short[1 << 20];
        block.AsSpan().Fill(short.MinValue);
        for (int i = 0; i < 64; i++)
        {
            meter.Add(block);
        }

        LeadMeasures measures = meter.Finish();

        Assert.That((measures.Mean, measures.StdDev), Is.EqualTo((short.MinValue / 2.0, 0.0)));
    }

    [Test]
    public void Has_no_numbers_for_a_lead_without_a_sample()
    {
        var meter = new AdcMeter(Lead(), Rate);
        meter.Add([short.MinValue, short.MinValue]);

        LeadMeasures measures = meter.Finish();

        Assert.That(new[] { measures.Min, measures.Max, measures.Mean, measures.StdDev }, Is.All.NaN);
        Assert.That(measures.Missing, Is.EqualTo(2));
    }

    private static Lead Lead() => new()
    {
        Position = 0,
        Name = "II",
        ColumnName = "ii",
        Unit = "mV",
        Gain = 2,
        Baseline = 0,
        InvalidSample = short.MinValue,
    };

    private static bool Agrees(LeadMeasures measures, double[] samples)
    {
        double[] good = samples.Where(sample => sample != short.MinValue).Select(sample => sample / 2).ToArray();
        double mean = good.Length == 0 ? double.NaN : good.Average();
        double deviation = good.Length < 2 ? double.NaN : Math.Sqrt(good.Sum(x => (x - mean) * (x - mean)) / (good.Length - 1));
        (long flat, long clipped) = Runs(samples);
        return measures.Samples == samples.Length
            && measures.Missing == samples.Length - good.Length
            && Same(measures.Min, good.Length == 0 ? double.NaN : good.Min())
            && Same(measures.Max, good.Length == 0 ? double.NaN : good.Max())
            && Same(measures.Mean, mean)
            && Same(measures.StdDev, deviation)
            && Same(measures.FlatFraction, (double)flat / samples.Length)
            && Same(measures.ClippedFraction, (double)clipped / samples.Length)
            && measures.InitialValue == (long)samples[0]
            && measures.Checksum == unchecked((short)(long)samples.Sum());
    }

    // A run of half a second is flat; one of five samples at the lead's extreme is clipped, unless the lead is one value.
    private static (long Flat, long Clipped) Runs(double[] samples)
    {
        var runs = new List<(double Value, int Length)>();
        foreach (double sample in samples)
        {
            if (runs.Count > 0 && runs[^1].Value == sample)
            {
                runs[^1] = (sample, runs[^1].Length + 1);
            }
            else
            {
                runs.Add((sample, 1));
            }
        }

        runs.RemoveAll(run => run.Value == short.MinValue);
        long flat = runs.Where(run => run.Length >= Rate / 2).Sum(run => (long)run.Length);
        if (runs.Count == 0 || runs.Min(run => run.Value) == runs.Max(run => run.Value))
        {
            return (flat, 0);
        }

        double[] extremes = new[] { runs.Min(run => run.Value), runs.Max(run => run.Value) };
        return (flat, runs.Where(run => run.Length >= 5 && extremes.Contains(run.Value)).Sum(run => (long)run.Length));
    }

    private static bool Same(double actual, double expected) =>
        (double.IsNaN(actual) && double.IsNaN(expected)) || Math.Abs(actual - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected));
}
