using Ecg.Annotations.Beats;
using NUnit.Framework;

namespace Ecg.Tests.Annotations.Beats;

internal sealed class BeatStatisticsTests
{
    [Test]
    public void Computes_the_measures_of_the_Task_Force()
    {
        var statistics = BeatStatistics.Of(BeatsOf(800, 820, 790, 810));

        Assert.Multiple(() =>
        {
            Assert.That(statistics.Beats, Is.EqualTo(5));
            Assert.That(statistics.HeartRateBpm, Is.EqualTo(60_000 / 805.0).Within(1e-9));
            Assert.That(statistics.MeanMs, Is.EqualTo(805).Within(1e-9));
            Assert.That(statistics.SdnnMs, Is.EqualTo(Math.Sqrt(((5 * 5) + (15 * 15) + (15 * 15) + (5 * 5)) / 3.0)).Within(1e-9));
            Assert.That(statistics.RmssdMs, Is.EqualTo(Math.Sqrt(((20 * 20) + (30 * 30) + (20 * 20)) / 3.0)).Within(1e-9));
        });
    }

    [Test]
    public void Leaves_the_intervals_of_a_premature_beat_out_of_all_but_the_heart_rate()
    {
        var statistics = BeatStatistics.Of(BeatsOf(800, 800, 500, 1100, 800, 810, 800));

        Assert.Multiple(() =>
        {
            Assert.That(statistics.HeartRateBpm, Is.EqualTo(60_000 * 7 / 5610.0).Within(1e-9));
            Assert.That(statistics.MeanMs, Is.EqualTo(802).Within(1e-9));
            Assert.That(statistics.RmssdMs, Is.EqualTo(Math.Sqrt((0 + 100 + 100) / 3.0)).Within(1e-9), "no difference across the two intervals");
        });
    }

    [Test]
    public void Leaves_the_interval_of_a_missed_beat_out()
    {
        var statistics = BeatStatistics.Of(BeatsOf(800, 800, 1600, 800, 800));

        Assert.That(statistics.MeanMs, Is.EqualTo(800));
        Assert.That(statistics.SdnnMs, Is.Zero);
    }

    [Test]
    public void Takes_no_difference_across_a_gap()
    {
        var statistics = BeatStatistics.Of(BeatsOf(800, 810, null, 850, 860));

        Assert.That(statistics.Beats, Is.EqualTo(6));
        Assert.That(statistics.RmssdMs, Is.EqualTo(10).Within(1e-9));
    }

    [Test]
    public void Knows_nothing_of_no_beat_and_of_one()
    {
        Assert.Multiple(() =>
        {
            foreach (IReadOnlyList<Beat> beats in new IReadOnlyList<Beat>[] { [], [new Beat(5, null)] })
            {
                Assert.That(BeatStatistics.Of(beats), Is.EqualTo(
                    new BeatStatistics { Beats = beats.Count, HeartRateBpm = null, MeanMs = null, SdnnMs = null, RmssdMs = null }));
            }
        });
    }

    private static List<Beat> BeatsOf(params double?[] intervals)
    {
        var beats = new List<Beat> { new(0, null) };
        foreach (double? interval in intervals)
        {
            beats.Add(new Beat(beats[^1].Sample + (long)(interval ?? 5000), interval));
        }

        return beats;
    }
}
