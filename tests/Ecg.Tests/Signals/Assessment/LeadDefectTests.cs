using CsCheck;
using Ecg.Annotations;
using Ecg.Signals;
using Ecg.Signals.Assessment;
using NUnit.Framework;

namespace Ecg.Tests.Signals.Assessment;

/// <summary>Made leads with one defect each: what is found, where, and how much of the lead it is.</summary>
public sealed class LeadDefectTests
{
    private const double Gain = 200;

    // A window of noise or a pane of a rail more or less is right.
    private const double Window = 0.21;

    [TestCase(100)]
    [TestCase(250)]
    [TestCase(360)]
    [TestCase(500)]
    [TestCase(1000)]
    public void Finds_nothing_in_a_clean_lead(double rate)
    {
        LeadMeasures measures = Measure(Beats(rate, 30), rate);

        Assert.Multiple(() =>
        {
            Assert.That(measures.Annotations, Is.Empty);
            Assert.That(measures.NoiseFraction, Is.Zero);
            Assert.That(measures.LowContrastFraction, Is.Zero);
            Assert.That(measures.OffScaleFraction, Is.Zero);
            Assert.That(measures.WanderFraction, Is.Zero);
        });
    }

    [TestCase(250)]
    [TestCase(360)]
    [TestCase(500)]
    public void Finds_a_flat_stretch_with_dither(double rate)
    {
        double[] samples = Beats(rate, 30);
        Replace(samples, rate, 12, 15, i => 0.1 + (i % 2 * 0.005));

        Expect(Measure(samples, rate), AnnotationKind.Flat, rate, 12, 15, measures => measures.FlatFraction);
    }

    [TestCase(250)]
    [TestCase(500)]
    public void Finds_electrode_motion(double rate)
    {
        double[] samples = Beats(rate, 30);
        Replace(samples, rate, 7, 9, i => samples[i] + 6);

        Expect(Measure(samples, rate), AnnotationKind.Noise, rate, 7, 9, measures => measures.NoiseFraction);
    }

    [TestCase(500, 50)]
    [TestCase(500, 60)]
    [TestCase(360, 60)]
    public void Finds_mains(double rate, double frequency)
    {
        double[] samples = Beats(rate, 30);
        Replace(samples, rate, 10, 15, i => samples[i] + (0.6 * Math.Sin(2 * Math.PI * frequency * i / rate)));

        // It is looked at second by second.
        Expect(Measure(samples, rate), AnnotationKind.Noise, rate, 10, 15, measures => measures.NoiseFraction, within: 1);
    }

    [Test]
    public void Finds_muscle_noise()
    {
        var random = new Random(7);
        double[] samples = Beats(500, 30);
        Replace(samples, 500, 10, 15, i => samples[i] + ((random.NextDouble() - 0.5) * 1.2));

        Expect(Measure(samples, 500), AnnotationKind.Noise, 500, 10, 15, measures => measures.NoiseFraction, within: 1);
    }

    [TestCase(250)]
    [TestCase(500)]
    public void Finds_rails_with_dither_and_overshoot(double rate)
    {
        double[] samples = Beats(rate, 30);
        foreach (double start in new[] { 5.0, 8, 11 })
        {
            Replace(samples, rate, start, start + 0.6, i => -1.5 + (i % 3 * 0.003));
            Replace(samples, rate, start + 0.6, start + 0.62, i => -2 - (i % 4 * 0.1));
        }

        LeadMeasures measures = Measure(samples, rate);

        var clipped = measures.Annotations.Where(found => found.Kind == AnnotationKind.Clipped).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(clipped.Select(found => found.Start / rate), Is.EqualTo(new[] { 5.0, 8, 11 }).Within(Window / 2));
            Assert.That(measures.ClippedFraction, Is.EqualTo(1.8 / 30).Within(0.02));
        });
    }

    [TestCase(true, 4)]
    [TestCase(false, 0)]
    public void Takes_a_short_plateau_for_the_other_rail_of_a_lead_that_has_one(bool hasLowerRail, int expected)
    {
        double[] samples = Beats(500, 30);
        foreach (double start in hasLowerRail ? [5.0, 8, 11] : (double[])[])
        {
            Replace(samples, 500, start, start + 0.6, i => -1.5 + (i % 3 * 0.003));
        }

        Replace(samples, 500, 20, 20.29, i => 2.5 + (i % 3 * 0.003));

        Assert.That(Measure(samples, 500).Annotations.Count(found => found.Kind == AnnotationKind.Clipped), Is.EqualTo(expected));
    }

    [Test]
    public void Finds_cut_peaks_at_their_samples()
    {
        double[] samples = Array.ConvertAll(Beats(500, 10), value => Math.Min(value, 0.8));

        LeadMeasures measures = Measure(samples, 500);

        var clipped = measures.Annotations.Where(found => found.Kind == AnnotationKind.Clipped).ToList();
        Assert.That(clipped, Has.Count.EqualTo(10));
        Assert.That(clipped.Sum(found => found.End - found.Start), Is.EqualTo(Math.Round(measures.ClippedFraction * 5000)));
    }

    [Test]
    public void Finds_where_samples_are_missing()
    {
        double[] samples = Beats(500, 10);
        Replace(samples, 500, 2, 2.5, _ => double.NaN);
        Replace(samples, 500, 9.9, 10, _ => double.NaN);

        IReadOnlyList<Annotation> found = Values(samples, 500).Annotations;

        Assert.That(
            found.Select(one => (one.Kind, one.Start, one.End, one.Lead, one.Source)),
            Is.EqualTo(new[] { ("missing", 1000L, 1250L, "II", "ecg-pipeline"), ("missing", 4950L, 5000L, "II", "ecg-pipeline") }));
    }

    [TestCase(250, 35)]
    [TestCase(500, 45)]
    [TestCase(500, 90)]
    public void Sees_the_beats_of_slow_and_fast_hearts(double rate, double beatsPerMinute)
    {
        Assert.That(Measure(Beats(rate, 30, 60 / beatsPerMinute), rate).LowContrastFraction, Is.Zero);
    }

    [TestCase(0.5, 0)]
    [TestCase(2, 0)]
    [TestCase(4, 1)]
    public void Tells_breath_from_a_baseline_that_is_anywhere(double amplitude, double expected)
    {
        double[] samples = Beats(500, 30);
        Replace(samples, 500, 0, 30, i => samples[i] + (amplitude * Math.Sin(2 * Math.PI * 0.25 * i / 500)));

        Assert.That(Measure(samples, 500).WanderFraction, Is.EqualTo(expected));
    }

    [Test]
    public void Sees_no_beats_in_noise_alone()
    {
        var random = new Random(7);
        double[] samples = new double[15_000];
        Replace(samples, 500, 0, 30, _ => (random.NextDouble() - 0.5) * 0.2);

        LeadMeasures measures = Measure(samples, 500);

        Assert.That(measures.LowContrastFraction, Is.EqualTo(1));
        Assert.That(measures.NoiseFraction, Is.Zero);
    }

    [Test]
    public void Leaves_pacing_spikes_and_a_constant_offset_alone()
    {
        double[] samples = Array.ConvertAll(Beats(500, 30), value => value + 5);
        for (int i = 60; i < samples.Length; i += 500)
        {
            samples[i] += 9;
        }

        Assert.That(Measure(samples, 500).Annotations, Is.Empty);
    }

    [TestCase("NU")]
    [TestCase("adu")]
    public void Judges_no_noise_in_another_unit(string unit)
    {
        double[] samples = Beats(500, 30);
        Replace(samples, 500, 7, 9, i => samples[i] + 6);
        var meter = new ValueMeter(Lead() with { Unit = unit, Gain = null }, 500, areIntegers: false);
        meter.Add(samples);

        Assert.That(meter.Finish().Annotations, Is.Empty);
    }

    [Test]
    public void Keeps_so_many_stretches_and_says_that_there_were_more()
    {
        double[] samples = new double[20_000];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = i % 4 == 0 ? double.NaN : i % 7;
        }

        var found = Values(samples, 500).Annotations.Where(one => one.Kind == AnnotationKind.Missing).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(found, Has.Count.InRange(1, LeadDefects.MostStretches));
            Assert.That(found[0].Start, Is.Zero);
            Assert.That(found[^1].End, Is.EqualTo(19_997));
            Assert.That(found[0].Note, Does.StartWith("too many to list"));
        });
    }

    [TestCase(1, 1000)]
    [TestCase(12, 833)]
    [TestCase(1024, 9)]
    [TestCase(1_000_000, 1)]
    public void Keeps_fewer_stretches_of_a_lead_where_there_are_many_leads(int leads, int expected)
    {
        Assert.That(LeadDefects.MostStretchesOf(leads), Is.EqualTo(expected));
    }

    [Test]
    public void Finds_the_same_wherever_blocks_begin_and_however_samples_are_stored()
    {
        var random = new Random(3);
        double[] samples = Beats(250, 40);
        Replace(samples, 250, 3, 4, i => samples[i] + 6);
        Replace(samples, 250, 12, 14, i => samples[i] + ((random.NextDouble() - 0.5) * 3));
        Replace(samples, 250, 20, 22, i => 0.1 + (i % 2 * 0.005));
        Replace(samples, 250, 30, 30.5, i => -1.5 + (i % 2 * 0.005));
        Replace(samples, 250, 33, 33.5, i => -1.5 + (i % 2 * 0.005));
        short[] stored = Stored(samples);
        stored.AsSpan(6000, 40).Fill(short.MinValue);
        LeadMeasures whole = Measure(stored, 250, stored.Length);
        Assert.That(whole.Annotations.Select(one => one.Kind).Distinct(), Is.EquivalentTo(new[] { "missing", "flat", "clipped", "noise" }));

        Gen.Int[1, 700].Sample(
            block =>
            {
                var meter = new ValueMeter(Lead(), 250, areIntegers: true);
                foreach (short[] part in stored.Chunk(block))
                {
                    meter.Add(Array.ConvertAll(part, sample => (double)sample));
                }

                return Agree(whole, Measure(stored, 250, block)) && Agree(whole, meter.Finish());
            },
            iter: 300);
    }

    [Test]
    public void Finds_the_rails_of_a_real_recording()
    {
        short[] samples = RealSamples();

        (string Name, double Gain, int At)[] leads = new[] { (Name: "II", Gain: 7247.0, At: 0), (Name: "V", Gain: 10_520.0, At: 1) };
        foreach ((string? name, double gain, int at) in leads)
        {
            var meter = new AdcMeter(Lead() with { Name = name, Gain = gain }, 250);
            meter.Add([.. Enumerable.Range(0, samples.Length / 3).Select(i => samples[(3 * i) + at])]);
            LeadMeasures measures = meter.Finish();

            Assert.That(measures.ClippedFraction, Is.GreaterThan(0.002), name);
            Assert.That(
                measures.Annotations.Any(one => one.Kind == AnnotationKind.Clipped && one.Start >= 290 * 250 && one.End <= 320 * 250), name);
        }
    }

    // Level 4: a header of 20 bytes, the name, the samples.
    private static short[] RealSamples()
    {
        Span<byte> bytes = File.ReadAllBytes(SharedData.PathOf("physionet", "a103l.mat")).AsSpan();
        int name = BitConverter.ToInt32(bytes[16..]);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes[(20 + name)..]).ToArray();
    }

    private static bool Agree(LeadMeasures one, LeadMeasures other) =>
        one.Annotations.SequenceEqual(other.Annotations)
        && one.Missing == other.Missing
        && (one.Min, one.Max, one.FlatFraction, one.ClippedFraction, one.NoiseFraction)
            == (other.Min, other.Max, other.FlatFraction, other.ClippedFraction, other.NoiseFraction)
        && (one.LowContrastFraction, one.OffScaleFraction, one.WanderFraction)
            == (other.LowContrastFraction, other.OffScaleFraction, other.WanderFraction)
        && Math.Abs(one.Mean - other.Mean) < 1e-9
        && Math.Abs(one.StdDev - other.StdDev) < 1e-9;

    private static void Expect(
        LeadMeasures measures, string kind, double rate, double start, double end, Func<LeadMeasures, double> fraction, double within = Window)
    {
        double duration = measures.Samples / rate;
        Annotation found = measures.Annotations.Single();
        Assert.Multiple(() =>
        {
            Assert.That(found.Kind, Is.EqualTo(kind));
            Assert.That(found.Lead, Is.EqualTo("II"));
            Assert.That(found.Start / rate, Is.EqualTo(start).Within(within));
            Assert.That(found.End / rate, Is.EqualTo(end).Within(within));
            Assert.That(fraction(measures), Is.EqualTo((end - start) / duration).Within(2 * within / duration));
        });
    }

    // P, QRS and T, with the noise of a recorder.
    private static double[] Beats(double rate, double seconds, double period = 1)
    {
        var random = new Random(20_030_301);
        double[] samples = new double[(int)(rate * seconds)];
        for (int i = 0; i < samples.Length; i++)
        {
            double phase = i / rate % period;
            samples[i] = (1.2 * Bump(phase, 0.40, 0.012)) - (0.2 * Bump(phase, 0.43, 0.015)) + (0.15 * Bump(phase, 0.22, 0.03))
                + (0.3 * Bump(phase, 0.65, 0.05)) + ((random.NextDouble() - 0.5) * 0.04);
        }

        return samples;
    }

    private static double Bump(double phase, double centre, double width) =>
        Math.Exp(-(phase - centre) * (phase - centre) / (2 * width * width));

    private static void Replace(double[] samples, double rate, double start, double end, Func<int, double> value)
    {
        for (int i = (int)(start * rate); i < Math.Min(samples.Length, (int)(end * rate)); i++)
        {
            samples[i] = value(i);
        }
    }

    private static short[] Stored(double[] samples) => Array.ConvertAll(samples, value => (short)Math.Round(value * Gain));

    private static LeadMeasures Measure(double[] samples, double rate) => Measure(Stored(samples), rate, samples.Length);

    private static LeadMeasures Measure(short[] samples, double rate, int block)
    {
        var meter = new AdcMeter(Lead(), rate);
        foreach (short[] part in samples.Chunk(block))
        {
            meter.Add(part);
        }

        return meter.Finish();
    }

    private static LeadMeasures Values(double[] samples, double rate)
    {
        var meter = new ValueMeter(Lead() with { Gain = null }, rate, areIntegers: false);
        meter.Add(samples);
        return meter.Finish();
    }

    private static Lead Lead() => new()
    {
        Position = 0,
        Name = "II",
        ColumnName = "ii",
        Unit = "mV",
        Gain = Gain,
        Baseline = 0,
        InvalidSample = short.MinValue,
    };
}
