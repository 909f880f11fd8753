using CsCheck;
using Ecg.Formats.Wfdb;
using Ecg.Formats.Wfdb.Writing;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

/// <summary>Whatever is written reads back equal, whatever the pieces in which the bytes come.</summary>
public sealed class WfdbPropertyTests
{
    private static readonly Gen<int[]> Pieces = Gen.OneOf(Gen.Int[1, 9], Gen.Int[1, 70_000]).Array[1, 4];

    private static readonly Gen<int> Formats = Gen.OneOf(new[] { 16, 24, 32, 61, 80, 160, 212, 310, 311 }.Select(format => Gen.Const(format)).ToArray());

    [Test]
    public void Samples_read_back() => Gen.Select(Formats, Gen.Int[1, 5], Gen.Frequency((9, Gen.Int[1, 40]), (1, Gen.Int[3000, 9000])), Gen.Bool, Pieces, Gen.ULong)
        .Sample((format, leads, frames, statesLength, pieces, seed) =>
        {
            int[] samples = Samples(format, leads * frames, (int)seed);
            using var output = new MemoryStream();
            WfdbSignalWriter.Write(output, format, samples);
            string header = $"r {leads} 250{(statesLength ? $" {frames}" : "")}\n" + string.Concat(Enumerable.Repeat($"r.dat {format}\n", leads));

            double?[][] read = new RecordFiles(pieces).With("r.dat", output.ToArray()).Leads(header);

            int? invalid = WfdbFormat.InvalidSample(format);
            for (int i = 0; i < samples.Length; i++)
            {
                Assert.That(read[i % leads][i / leads], Is.EqualTo(samples[i] == invalid ? null : (double?)samples[i]));
            }
        });

    [Test]
    public void Annotations_read_back() => Gen.Select(Annotation.Array[0, 30], Gen.OneOf(Gen.Const((double?)null), Gen.Double[0.5, 100_000].Select(ticks => (double?)ticks)), Pieces)
        .Sample((items, resolution, pieces) =>
        {
            using var output = new MemoryStream();
            WfdbAnnotationWriter.Write(output, new WfdbAnnotations(items, resolution, []));

            WfdbAnnotations read = WfdbAnnotationReader.Read(new ForwardOnlyStream(output.ToArray(), pieces), "r.atr");

            Assert.That(read.Items.Select(item => item with { Symbol = null }), Is.EqualTo(items));
            Assert.That(read.Resolution, Is.EqualTo(resolution));
            Assert.That(read.Issues, Is.Empty);
        });

    [Test]
    public void Headers_read_back() => Gen.Select(Signal.Array[0, 4], Gen.Double[0.01, 10_000], Gen.Long[0, 1L << 40])
        .Sample((signals, frequency, count) =>
        {
            var header = new WfdbHeader
            {
                FileName = "r.hea",
                RecordName = "r",
                SignalCount = signals.Length,
                SamplingFrequency = frequency,
                HasSamplingFrequency = true,
                CounterFrequency = frequency,
                SampleCount = count == 0 ? null : count,
                BaseTime = new TimeOnly(13, 5, 0),
                BaseDate = new DateOnly(1989, 4, 25),
                Signals = signals,
                Comments = ["Age: 5", "a comment"],
            };

            var read = WfdbHeader.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(WfdbHeaderWriter.Write(header))), "r.hea");

            Assert.That(read.Signals, Is.EqualTo(header.Signals));
            Assert.That(read.Comments, Is.EqualTo(header.Comments));
            Assert.That(read with { Signals = [], Comments = [], Segments = [], Issues = [] }, Is.EqualTo(header with { Signals = [], Comments = [], Segments = [], Issues = [] }));
        });

    private static Gen<WfdbAnnotation> Annotation => Gen.Select(
        Gen.OneOf(Gen.Long[1, 2000], Gen.Long[1, 1L << 40]),
        Gen.Int[1, 49],
        Gen.Int[-128, 127],
        Gen.Int[0, 255],
        Gen.Int[-128, 127],
        Gen.OneOf(Gen.Const((string?)null), Gen.Char['!', '~'].Array[1, 255].Select(text => (string?)new string(text))))
        .Select((time, code, subtype, channel, number, text) => new WfdbAnnotation(time, code) { Subtype = subtype, Channel = channel, Number = number, Text = text });

    private static Gen<WfdbSignal> Signal => Gen.Select(Formats, Gen.Int[1, 4], Gen.Int[0, 9], Gen.Double[0.001, 1e6], Gen.Int, Gen.Int, Gen.Int[1, 32])
        .Select((format, perFrame, skew, gain, baseline, initial, bits) => new WfdbSignal
        {
            FileName = "r.dat",
            Format = format,
            SamplesPerFrame = perFrame,
            Skew = skew,
            Gain = gain,
            IsCalibrated = true,
            Baseline = baseline,
            Units = "uV",
            AdcResolution = bits,
            HasAdcResolution = true,
            AdcZero = -1,
            InitialValue = initial,
            Checksum = unchecked((short)baseline),
            Description = "lead II",
        });

    private static int[] Samples(int format, int count, int seed)
    {
        var random = new Random(seed);
        int bits = format switch { 80 => 8, 24 => 24, 32 => 32, 212 => 12, 310 or 311 => 10, _ => 16 };
        long lowest = -(1L << (bits - 1));
        return [.. Enumerable.Range(0, count).Select(_ => (int)random.NextInt64(lowest, -lowest))];
    }
}
