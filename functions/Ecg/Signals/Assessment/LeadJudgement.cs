using System.Globalization;

namespace Ecg.Signals.Assessment;

/// <summary>Assesses one lead by its measures.</summary>
internal sealed class LeadJudgement
{
    private readonly List<Issue> _issues = [];
    private readonly List<Issue> _recordingIssues = [];
    private Quality _quality = Quality.Good;

    private LeadJudgement()
    {
    }

    /// <summary>The lead's quality and issues.</summary>
    public LeadAssessment Result => new(_quality, _issues);

    /// <summary>The same issues for the recording, with the lead's name. An unknown unit is reported by the recording itself.</summary>
    public IReadOnlyList<Issue> RecordingIssues => _recordingIssues;

    /// <summary>Assesses a lead.</summary>
    public static LeadJudgement Of(Lead lead, LeadMeasures measures)
    {
        var judgement = new LeadJudgement();
        judgement.JudgeSamples(lead, measures);
        judgement.JudgeAmplitude(lead, measures);
        judgement.CompareWithHeader(lead, measures);
        if (!HasKnownUnit(lead))
        {
            judgement._issues.Add(IssueText.UnknownUnit);
            judgement.Lower(Quality.Suspect);
        }

        return judgement;
    }

    /// <summary>Whether the source states the unit of the lead's values.</summary>
    public static bool HasKnownUnit(Lead lead) => lead.Unit is not (PhysicalUnit.AdcUnits or PhysicalUnit.UnknownName);

    private void JudgeSamples(Lead lead, LeadMeasures measures)
    {
        if (measures.Missing > 0)
        {
            double fraction = (double)measures.Missing / measures.Samples;
            Add(lead, Grade(fraction), IssueText.MissingSamples, $"{measures.Missing} of {measures.Samples}");
        }

        if (measures.TooLarge > 0)
        {
            double fraction = (double)measures.TooLarge / measures.Samples;
            Add(lead, Grade(fraction), IssueText.TooLarge, $"{measures.TooLarge} of {measures.Samples}");
        }

        if (measures.FlatFraction >= QualityAssessment.SuspectFlatFraction)
        {
            Add(lead, Grade(measures.FlatFraction), IssueText.FlatLine, Percent(measures.FlatFraction));
        }

        if (measures.ClippedFraction >= QualityAssessment.SuspectClippedFraction)
        {
            Add(lead, Grade(measures.ClippedFraction), IssueText.Clipping, Percent(measures.ClippedFraction));
        }

        if (measures.NoiseFraction >= QualityAssessment.SuspectNoiseFraction)
        {
            Add(lead, Grade(measures.NoiseFraction), IssueText.Noise, Percent(measures.NoiseFraction));
        }

        if (measures.WanderFraction >= QualityAssessment.SuspectNoiseFraction)
        {
            Add(lead, Quality.Suspect, IssueText.BaselineWander, Percent(measures.WanderFraction));
        }

        double missing = (double)measures.Missing / measures.Samples;
        if (missing + measures.FlatFraction + measures.NoiseFraction >= QualityAssessment.BadFraction)
        {
            Lower(Quality.Bad);
        }
        else if (measures.LowContrastFraction >= QualityAssessment.SuspectNoiseFraction)
        {
            Add(lead, Quality.Suspect, IssueText.NoQrs, Percent(measures.LowContrastFraction));
        }
    }

    private void JudgeAmplitude(Lead lead, LeadMeasures measures)
    {
        // A constant line is reported as flat, and a unit other than mV is not an ECG's.
        if (lead.Unit != PhysicalUnit.Millivolt.Name || !(measures.Max > measures.Min))
        {
            return;
        }

        if (measures.OffScaleFraction >= QualityAssessment.SuspectOffScaleFraction)
        {
            Add(lead, Quality.Suspect, IssueText.ImplausibleAmplitude, $"{Millivolts(measures.Min)} to {Millivolts(measures.Max)} mV{(LooksLikeMicrovolts(measures) ? ", perhaps in uV" : "")}");
        }
        else if (measures.Max - measures.Min < QualityAssessment.LowestSpan)
        {
            Add(lead, Quality.Suspect, IssueText.ImplausibleAmplitude, $"spans {Millivolts(measures.Max - measures.Min)} mV");
        }
        else if (Math.Abs(measures.Mean) > Math.Max(measures.Max - measures.Min, QualityAssessment.HighestOffset))
        {
            Add(lead, Quality.Suspect, IssueText.Offset, $"mean {Millivolts(measures.Mean)} mV");
        }
    }

    // A gain that was never applied gives such values too, if it is about 1000 adu/mV.
    private static bool LooksLikeMicrovolts(LeadMeasures measures) =>
        measures.StdDev is >= QualityAssessment.LowestMicrovolts and <= QualityAssessment.HighestMicrovolts;

    private void CompareWithHeader(Lead lead, LeadMeasures measures)
    {
        // A missing sample has no value to compare.
        if (lead.InitialValue is { } initial && measures.InitialValue is { } first && initial != first && first != lead.InvalidSample)
        {
            AddNamed(Quality.Suspect, $"{IssueText.InitialValue} {lead.Name} is {first}, the header says {initial}");
        }

        if (lead.Checksum is { } promised && measures.Checksum is { } sum && promised != sum)
        {
            AddNamed(Quality.Suspect, $"{IssueText.Checksum} {lead.Name} is {sum}, the header says {promised}");
        }
    }

    private void Add(Lead lead, Quality quality, string kind, string value)
    {
        var issue = new Issue(kind, value);
        _issues.Add(issue);
        _recordingIssues.Add(issue with { Lead = lead.Name });
        Lower(quality);
    }

    private void AddNamed(Quality quality, string issue)
    {
        _issues.Add(issue);
        _recordingIssues.Add(issue);
        Lower(quality);
    }

    private void Lower(Quality quality) => _quality = quality > _quality ? quality : _quality;

    private static Quality Grade(double fraction) => fraction >= QualityAssessment.BadFraction ? Quality.Bad : Quality.Suspect;

    private static string Percent(double fraction) => fraction.ToString("0.0 %", CultureInfo.InvariantCulture);

    // A wrong gain can produce numbers with hundreds of digits, or only zeros.
    private static string Millivolts(double value) =>
        value.ToString(Math.Abs(value) is 0 or (>= 0.001 and < 1e6) ? "0.###" : "G3", CultureInfo.InvariantCulture);
}
