using Ecg.Cli.Plot.Layout;
using NUnit.Framework;

namespace Ecg.Tests.Plot;

public sealed class ScaleTests
{
    [TestCase(0, "10 mm/mV")]
    [TestCase(0.15, "20 mm/mV")]
    [TestCase(0.21, "10 mm/mV")]
    [TestCase(4, "10 mm/mV")]
    [TestCase(4.1, "5 mm/mV")]
    [TestCase(16, "2.5 mm/mV")]
    [TestCase(16.1, "10 mm = 10 mV")]
    public void Halves_the_gain_of_a_tall_lead_and_doubles_that_of_one_hardly_seen(double peakToPeak, string scale)
    {
        var lead = new PlotLead("II", "mV", default);

        Assert.That(AmplitudeScale.For(lead, new LeadExtent(0, 0, peakToPeak), tallest: 40).Label, Is.EqualTo(scale));
    }

    [TestCase(0, "adu", "10 mm = 1 adu")]
    [TestCase(2.5, "NU", "10 mm = 1 NU")]
    [TestCase(2.6, "NU", "10 mm = 2 NU")]
    [TestCase(12.5, "mmHg", "10 mm = 5 mmHg")]
    [TestCase(13, "mmHg", "10 mm = 10 mmHg")]
    [TestCase(0.0001, "", "10 mm = 5E-05 (unit unknown)")]
    [TestCase(65535, "adu", "10 mm = 50000 adu")]
    public void Scales_a_lead_of_another_unit_to_its_own_range_in_steps_of_1_2_and_5(double peakToPeak, string unit, string scale)
    {
        var lead = new PlotLead("ch1", unit, default);

        var chosen = AmplitudeScale.For(lead, new LeadExtent(0, 0, peakToPeak), tallest: 40);

        Assert.That(chosen.Label, Is.EqualTo(scale));
        Assert.That(chosen.MillimetresPerUnit * peakToPeak, Is.LessThanOrEqualTo(25.001));
    }

    [TestCase(1, 50)]
    [TestCase(500, 50)]
    [TestCase(501, 100)]
    [TestCase(1001, 250)]
    [TestCase(2501, 500)]
    [TestCase(100_000, 10_000)]
    [TestCase(100_001, 25_000)]
    [TestCase(int.MaxValue, 250_000_000)]
    public void Brings_samples_of_unknown_rate_onto_one_line_in_round_steps(int samples, int perMark)
    {
        var time = TimeScale.For(null, 0, samples);

        Assert.That(time.SamplesOn(1), Is.EqualTo(perMark));
        Assert.That(time.Label, Does.Contain($"{perMark} samples").And.Contain("rate unknown"));
    }

    [Test]
    public void Marks_the_axis_with_the_time_within_the_recording()
    {
        var time = TimeScale.For(360, firstSample: 540, samples: 3600);

        Assert.That(time.MarkLabel(0), Is.EqualTo("1.5 s"));
        Assert.That(time.MarkLabel(10), Is.EqualTo("11.5 s"));
        Assert.That(time.Label, Is.EqualTo("25 mm/s"));
    }

    [Test]
    public void Measures_a_lead_by_the_samples_that_are_numbers()
    {
        var extent = LeadExtent.Measure([float.NaN, 3, 1, float.NegativeInfinity, 2, 10]);

        Assert.That(extent, Is.EqualTo(new LeadExtent(2.5, 1, 10)));
        Assert.That(LeadExtent.Measure([float.NaN]), Is.EqualTo(default(LeadExtent)));
    }
}
