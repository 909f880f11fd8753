using Ecg.Annotations.Beats;
using Ecg.Tests.Shared.Beats;
using NUnit.Framework;

namespace Ecg.Tests.Annotations.Beats;

/// <summary>Holds the detector to what it reached on real recordings.</summary>
internal sealed class ReferenceRecordTests
{
    [Test]
    public async Task Finds_the_beats_of_the_MIT_BIH_records()
    {
        string folder = SharedData.PathOf("reference", "mitdb");
        var first = new List<BeatScore>();
        var all = new List<BeatScore>();
        var small = new List<BeatScore>();
        var second = new List<BeatScore>();
        foreach (string? header in Directory.EnumerateFiles(folder, "*.hea").Order(StringComparer.Ordinal))
        {
            AnnotatedRecord record = await AnnotatedRecord.ReadAsync(header);
            first.Add(BeatScore.Of(record, Detect(record.SamplingRate, record.Leads[0])));
            all.Add(BeatScore.Of(record, Detect(record.SamplingRate, [.. record.Leads])));
            small.Add(BeatScore.Of(record, Detect(record.SamplingRate, [.. record.Leads[0].Select(value => value / -10)])));
            second.Add(BeatScore.Of(record, Detect(record.SamplingRate, record.Leads[1])));
        }

        (BeatScore? one, BeatScore? both) = (BeatScore.Total(first), BeatScore.Total(all));
        (BeatScore? tenth, BeatScore? other) = (BeatScore.Total(small), BeatScore.Total(second));
        Assert.Multiple(() =>
        {
            Assert.That(one.Sensitivity, Is.GreaterThan(0.9985), "first lead");
            Assert.That(one.PositivePredictivity, Is.GreaterThan(0.9985), "first lead");
            Assert.That(both.Sensitivity, Is.GreaterThan(0.9990), "all leads");
            Assert.That(both.PositivePredictivity, Is.GreaterThan(0.9990), "all leads");
            Assert.That(tenth.F1, Is.GreaterThan(0.9980), "first lead upside down, a tenth as tall");
            Assert.That(other.F1, Is.GreaterThan(0.977), "second lead");
            Assert.That(Math.Abs(both.MeanErrorMs), Is.LessThan(5));
            Assert.That(both.ErrorDeviationMs, Is.LessThan(12));
        });
    }

    private static long[] Detect(double samplingRate, params float[][] leads) =>
        [.. BeatDetector.Detect(samplingRate, leads).Select(beat => beat.Sample)];
}
