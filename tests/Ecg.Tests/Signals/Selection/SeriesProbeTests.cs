using Ecg.Signals.Selection;
using NUnit.Framework;

namespace Ecg.Tests.Signals.Selection;

internal sealed class SeriesProbeTests
{
    [TestCase(250, 1000)]
    [TestCase(360, 30_000)]
    [TestCase(128, 200_000)]
    public void Tells_the_rate_of_times_in_seconds(int rate, int count)
    {
        SeriesProbe exact = Probe(count, i => 3 + (i / (double)rate));
        SeriesProbe single = Probe(count, i => (float)(i / (double)rate));
        SeriesProbe rounded = Probe(count, i => Math.Round(i / (double)rate, 3));

        Assert.That((exact.Kind, single.Kind, rounded.Kind), Is.EqualTo((SeriesKind.Ramp, SeriesKind.Ramp, SeriesKind.Ramp)));
        Assert.That((exact.Rate(1), single.Rate(1), rounded.Rate(1)), Is.EqualTo(((double?)rate, (double?)rate, (double?)rate)));
    }

    [Test]
    public void Takes_neither_a_counter_nor_a_range_from_0_to_1_for_seconds()
    {
        Assert.That(Probe(500, i => i + 1).Kind, Is.EqualTo(SeriesKind.Ramp));
        Assert.That(Probe(500, i => i + 1).Rate(1), Is.Null);
        Assert.That(Probe(500, i => i * 4).Rate(1e-3), Is.EqualTo(250));
        Assert.That(Probe(501, i => i / 500.0).Rate(1), Is.Null);
    }

    [Test]
    public void Tells_positions_from_a_ramp()
    {
        Assert.That(Probe(300, i => i * i).Kind, Is.EqualTo(SeriesKind.Ascending));
        Assert.That(Probe(300, i => i < 150 ? i : i + 1000).Kind, Is.EqualTo(SeriesKind.Ascending));
    }

    [TestCase(63)]
    [TestCase(5000)]
    public void Takes_what_falls_once_for_a_signal(int count)
    {
        Assert.That(Probe(count, i => i == count - 1 ? -1 : i).Kind, Is.EqualTo(SeriesKind.Signal));
        Assert.That(Probe(count, i => i == 40 ? double.NaN : i).Kind, Is.EqualTo(SeriesKind.Signal));
        Assert.That(Probe(count, i => i == count - 1 ? double.PositiveInfinity : i).Kind, Is.EqualTo(SeriesKind.Signal));
    }

    [Test]
    public void Takes_a_flat_line_and_a_trigger_for_signals()
    {
        Assert.That(Probe(500, _ => 0).Kind, Is.EqualTo(SeriesKind.Signal));
        Assert.That(Probe(500, i => i > 250 ? 5 : 0).Kind, Is.EqualTo(SeriesKind.Signal));
    }

    private static SeriesProbe Probe(int count, Func<int, double> value)
    {
        var probe = new SeriesProbe();
        probe.Add([.. Enumerable.Range(0, count).Select(value)]);
        return probe;
    }
}
