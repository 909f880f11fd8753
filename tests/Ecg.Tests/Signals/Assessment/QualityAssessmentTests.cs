using Ecg.Formats;
using Ecg.Signals;
using Ecg.Signals.Assessment;
using NUnit.Framework;

namespace Ecg.Tests.Signals.Assessment;

internal sealed class QualityAssessmentTests
{
    private static readonly Lead Lead = new() { Position = 0, Name = "II", ColumnName = "ii", Unit = "mV", Gain = 200, Baseline = 0 };

    private static readonly LeadMeasures Measures = new()
    {
        Samples = 5000,
        Missing = 0,
        Min = -0.4,
        Max = 1.2,
        Mean = 0,
        StdDev = 0.2,
        FlatFraction = 0,
        ClippedFraction = 0,
    };

    [Test]
    public void Finds_nothing_in_a_good_lead()
    {
        RecordingAssessment assessment = Assess(Lead, Measures);

        Assert.Multiple(() =>
        {
            Assert.That(assessment.Quality, Is.EqualTo(Quality.Good));
            Assert.That(assessment.Issues, Is.Empty);
            Assert.That(assessment.Leads.Single().Quality, Is.EqualTo(Quality.Good));
            Assert.That(assessment.Leads.Single().Issues, Is.Empty);
        });
    }

    [TestCase(1, Quality.Suspect)]
    [TestCase(2499, Quality.Suspect)]
    [TestCase(2500, Quality.Bad)]
    public void Counts_missing_samples(long missing, Quality quality) =>
        Expect(Assess(Lead, Measures with { Missing = missing }), quality, $"missing samples: {missing} of 5000");

    [TestCase(1, Quality.Suspect)]
    [TestCase(2500, Quality.Bad)]
    public void Counts_values_that_are_too_large(long tooLarge, Quality quality) =>
        Expect(Assess(Lead, Measures with { TooLarge = tooLarge }), quality, $"too large for a 32-bit float: {tooLarge} of 5000");

    [TestCase(0.0099, Quality.Good)]
    [TestCase(0.01, Quality.Suspect)]
    [TestCase(0.4999, Quality.Suspect)]
    [TestCase(0.5, Quality.Bad)]
    public void Judges_flat_lines(double fraction, Quality quality) =>
        Expect(Assess(Lead, Measures with { FlatFraction = fraction }), quality, $"flat line: {fraction * 100:0.0} %");

    [TestCase(0.0049, Quality.Good)]
    [TestCase(0.005, Quality.Suspect)]
    [TestCase(0.5, Quality.Bad)]
    public void Judges_clipping(double fraction, Quality quality) =>
        Expect(Assess(Lead, Measures with { ClippedFraction = fraction }), quality, $"clipping: {fraction * 100:0.0} %");

    [TestCase(0.0999, Quality.Good)]
    [TestCase(0.1, Quality.Suspect)]
    [TestCase(0.5, Quality.Bad)]
    public void Judges_noise(double fraction, Quality quality) =>
        Expect(Assess(Lead, Measures with { NoiseFraction = fraction }), quality, $"noise: {fraction * 100:0.0} %");

    [TestCase(0.0999, Quality.Good)]
    [TestCase(0.1, Quality.Suspect)]
    [TestCase(1, Quality.Suspect)]
    public void Judges_a_lead_without_visible_beats(double fraction, Quality quality) =>
        Expect(Assess(Lead, Measures with { LowContrastFraction = fraction }), quality, $"no QRS complex stands out: {fraction * 100:0.0} %");

    [Test]
    public void Takes_a_lead_for_bad_of_which_half_is_lost_in_one_way_or_another()
    {
        RecordingAssessment assessment = Assess(Lead, Measures with { FlatFraction = 0.2, NoiseFraction = 0.2, Missing = 500, LowContrastFraction = 1 });

        Assert.That(assessment.Quality, Is.EqualTo(Quality.Bad));
        Assert.That(
            assessment.Issues.Select(issue => issue.ToString()),
            Is.EqualTo(new[] { "II: missing samples: 500 of 5000", "II: flat line: 20.0 %", "II: noise: 20.0 %" }));
    }

    [TestCase(0, Quality.Good)]
    [TestCase(1, Quality.Suspect)]
    [TestCase(2, Quality.Bad)]
    public void Takes_a_recording_for_bad_that_lost_more_than_one_lead_of_twelve(int lost, Quality quality)
    {
        using var buffer = new SampleBuffer(SampleType.Int16);
        Recording recording = RecordingOf(buffer, 5000, 500, [.. Enumerable.Repeat(Lead, 12)]);

        RecordingAssessment assessment = QualityAssessment.Assess(
            recording, [.. Enumerable.Range(0, 12).Select(i => i < lost ? Measures with { FlatFraction = 1 } : Measures)]);

        Assert.That(assessment.Quality, Is.EqualTo(quality));
    }

    [Test]
    public void Judges_the_amplitude_of_voltages()
    {
        Expect(Assess(Lead, Measures with { Max = 10.01, OffScaleFraction = 0.15 }), Quality.Suspect, "implausible amplitude: -0.4 to 10.01 mV");
        Expect(Assess(Lead, Measures with { Min = -312.5, OffScaleFraction = 1 }), Quality.Suspect, "implausible amplitude: -312.5 to 1.2 mV");
        Expect(Assess(Lead, Measures with { Min = -312.5, Max = 980, StdDev = 142, OffScaleFraction = 1 }), Quality.Suspect, "implausible amplitude: -312.5 to 980 mV, perhaps in uV");
        Expect(Assess(Lead, Measures with { Min = -312.5, Max = 9.8e5, StdDev = 1.4e5, OffScaleFraction = 1 }), Quality.Suspect, "implausible amplitude: -312.5 to 980000 mV");
        Expect(Assess(Lead, Measures with { Min = 0, Max = 0.049 }), Quality.Suspect, "implausible amplitude: spans 0.049 mV");
        Expect(Assess(Lead, Measures with { Min = -10, Max = 50, OffScaleFraction = 0.149 }), Quality.Good, "");
        Expect(Assess(Lead, Measures with { Min = 0, Max = 0.05 }), Quality.Good, "");
    }

    [Test]
    public void Writes_an_amplitude_of_a_wrong_gain_in_a_few_digits()
    {
        Expect(Assess(Lead, Measures with { Min = -4.98e42, Max = 123456.789, OffScaleFraction = 1 }), Quality.Suspect, "implausible amplitude: -4.98E+42 to 123456.789 mV");
        Expect(Assess(Lead, Measures with { Min = 0, Max = 4.99e-9 }), Quality.Suspect, "implausible amplitude: spans 4.99E-09 mV");
    }

    [TestCase("mmHg")]
    [TestCase("NU")]
    public void Leaves_the_amplitude_of_other_units_alone(string unit) =>
        Expect(Assess(Lead with { Unit = unit }, Measures with { Max = 180 }), Quality.Good, "");

    [Test]
    public void Says_of_a_flat_lead_only_that_it_is_flat() =>
        Expect(Assess(Lead, Measures with { Min = 0, Max = 0, FlatFraction = 1 }), Quality.Bad, "flat line: 100.0 %");

    [TestCase("adu")]
    [TestCase("unknown")]
    public void Takes_a_lead_of_unknown_unit_for_suspect_and_not_for_bad(string unit)
    {
        RecordingAssessment assessment = Assess(Lead with { Unit = unit }, Measures with { Max = 4000 });

        Assert.Multiple(() =>
        {
            Assert.That(assessment.Quality, Is.EqualTo(Quality.Suspect));
            Assert.That(assessment.Issues.Texts(), Is.EqualTo(new[] { "unknown unit" }));
            Assert.That(assessment.Leads.Single().Issues.Texts(), Is.EqualTo(new[] { "unknown unit" }));
        });
    }

    [Test]
    public void Reports_an_initial_value_and_a_checksum_that_the_header_does_not_promise()
    {
        RecordingAssessment assessment = Assess(
            Lead with { InitialValue = 995, Checksum = 27306 }, Measures with { InitialValue = 996, Checksum = 27300 });

        Assert.Multiple(() =>
        {
            Assert.That(assessment.Quality, Is.EqualTo(Quality.Suspect));
            Assert.That(
                assessment.Issues.Texts(),
                Is.EqualTo(new[] { "initial value of II is 996, the header says 995", "checksum of II is 27300, the header says 27306" }));
            Assert.That(assessment.Leads.Single().Issues, Is.EqualTo(assessment.Issues));
        });
    }

    [Test]
    public void Compares_nothing_where_one_side_is_silent()
    {
        Expect(Assess(Lead, Measures with { InitialValue = 5, Checksum = 7 }), Quality.Good, "");
        Expect(Assess(Lead with { InitialValue = 995, Checksum = 27306 }, Measures), Quality.Good, "");
    }

    [Test]
    public void Names_the_leads_that_are_not_good()
    {
        using var buffer = new SampleBuffer(SampleType.Int16);
        Recording recording = RecordingOf(buffer, 5000, 500, Lead, Lead with { Name = "V" }, Lead with { Name = "aVR" });

        RecordingAssessment assessment = QualityAssessment.Assess(
            recording, [Measures, Measures with { FlatFraction = 1 }, Measures with { Missing = 1 }]);

        Assert.Multiple(() =>
        {
            Assert.That(assessment.Quality, Is.EqualTo(Quality.Bad));
            Assert.That(assessment.Issues.Texts(), Is.EqualTo(new[] { "V: flat line: 100.0 %", "aVR: missing samples: 1 of 5000" }));
            Assert.That(assessment.Leads.Select(lead => lead.Quality), Is.EqualTo(new[] { Quality.Good, Quality.Bad, Quality.Suspect }));
        });
    }

    [TestCase(499, "shorter than 1 s", Quality.Suspect)]
    [TestCase(500, "", Quality.Good)]
    public void Reports_a_recording_of_less_than_a_second(long samples, string issue, Quality quality) =>
        Expect(Assess(Lead, Measures, samples), quality, issue);

    [Test]
    public void Reports_an_unknown_rate_once()
    {
        using var buffer = new SampleBuffer(SampleType.Int16);
        Recording recording = RecordingOf(buffer, 5000, null, Lead) with { Issues = ["unknown sampling rate", "other"] };

        RecordingAssessment assessment = QualityAssessment.Assess(recording, [Measures]);

        Assert.That(assessment.Issues.Texts(), Is.EqualTo(new[] { "unknown sampling rate", "other" }));
        Assert.That(assessment.Quality, Is.EqualTo(Quality.Suspect));
    }

    [Test]
    public void Does_not_lower_the_quality_for_an_issue_of_the_metadata()
    {
        using var buffer = new SampleBuffer(SampleType.Int16);
        Recording recording = RecordingOf(buffer, 5000, 500, Lead) with { Issues = ["variable sex ignored, 1 is not a word"] };

        RecordingAssessment assessment = QualityAssessment.Assess(recording, [Measures]);

        Assert.That(assessment.Quality, Is.EqualTo(Quality.Good));
        Assert.That(assessment.Issues, Has.Count.EqualTo(1));
    }

    [TestCase(4.8, 1.7, Quality.Suspect)]
    [TestCase(-4.8, 1.7, Quality.Suspect)]
    [TestCase(0.9, 0.5, Quality.Good)]
    [TestCase(1.5, 3, Quality.Good)]
    public void Finds_a_baseline_that_is_missing(double mean, double span, Quality expected)
    {
        LeadMeasures measures = Measures with { Min = mean - (span / 2), Max = mean + (span / 2), Mean = mean };

        Expect(Assess(Lead, measures), expected, FormattableString.Invariant($"a baseline may be missing: mean {mean} mV"));
    }

    [TestCase(12, 7, 10.1, Quality.Suspect)]
    [TestCase(12, 7, 10, Quality.Good)]
    [TestCase(12, 6, 20, Quality.Good)]
    [TestCase(3, 2, -11, Quality.Suspect)]
    [TestCase(2, 2, 20, Quality.Good)]
    public void Finds_an_artefact_in_most_leads(int leads, int beyond, double peak, Quality expected)
    {
        using var buffer = new SampleBuffer(SampleType.Int16);
        LeadMeasures reaching = Measures with { Min = Math.Min(peak, -0.4), Max = Math.Max(peak, 1.2) };

        RecordingAssessment assessment = QualityAssessment.Assess(
            RecordingOf(buffer, 5000, 500, [.. Enumerable.Repeat(Lead, leads)]),
            [.. Enumerable.Range(0, leads).Select(i => i < beyond ? reaching : Measures)]);

        Assert.That(assessment.Quality, Is.EqualTo(expected));
        Assert.That(assessment.Issues.Select(issue => issue.Text), Is.EqualTo(expected == Quality.Good ? [] : (string[])[$"artefact in most leads: {beyond} of {leads} reach beyond 10 mV"]));
    }

    [Test]
    public void Does_not_compare_a_missing_first_sample_with_the_header()
    {
        Lead lead = Lead with { InitialValue = 5, InvalidSample = -32_768 };

        Expect(Assess(lead, Measures with { InitialValue = -32_768 }), Quality.Good, "");
    }

    [Test]
    public void Counts_what_a_thousand_bad_leads_would_say()
    {
        using var buffer = new SampleBuffer(SampleType.Int16);
        Recording recording = RecordingOf(buffer, 5000, 500, [.. Enumerable.Repeat(Lead, 1000)]);

        RecordingAssessment assessment = QualityAssessment.Assess(recording, [.. Enumerable.Repeat(Measures with { FlatFraction = 1 }, 1000)]);

        Assert.That(assessment.Issues, Has.Count.EqualTo(25));
        Assert.That(assessment.Issues[^1].Text, Is.EqualTo("976 more issues of leads"));
    }

    [Test]
    public void Asks_for_the_measures_of_every_lead()
    {
        using var buffer = new SampleBuffer(SampleType.Int16);

        Assert.That(() => QualityAssessment.Assess(RecordingOf(buffer, 5000, 500, Lead, Lead), [Measures]), Throws.ArgumentException);
    }

    private static RecordingAssessment Assess(Lead lead, LeadMeasures measures, long samples = 5000)
    {
        using var buffer = new SampleBuffer(SampleType.Int16);
        return QualityAssessment.Assess(RecordingOf(buffer, samples, 500, lead), [measures]);
    }

    private static void Expect(RecordingAssessment assessment, Quality quality, string issue)
    {
        string[] issues = quality == Quality.Good ? [] : [issue];
        Assert.Multiple(() =>
        {
            Assert.That(assessment.Quality, Is.EqualTo(quality));
            Assert.That(assessment.Issues.Select(issue => issue.TextWithoutLead), Is.EqualTo(issues));
        });
    }

    private static Recording RecordingOf(SampleBuffer buffer, long samples, double? rate, params Lead[] leads) => new()
    {
        Format = "mat-v4",
        Matrix = new SignalMatrix(buffer, leads.Length, samples, true),
        Leads = leads,
        SamplingRate = rate,
    };
}
