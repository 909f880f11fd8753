namespace Ecg.Signals.Assessment;

/// <summary>Assesses a recording by the measures of its leads.</summary>
public static class QualityAssessment
{
    /// <summary>A lead is bad if at least this fraction is missing, flat or clipped: most of it is not a usable signal.</summary>
    public const double BadFraction = 0.5;

    /// <summary>A lead is suspect if at least this fraction is flat: six seconds in ten minutes, one beat in a hundred.</summary>
    public const double SuspectFlatFraction = 0.01;

    /// <summary>
    /// A lead is suspect if at least this fraction is at a rail. A QRS complex takes a tenth of a beat, and its
    /// peak a tenth of that: if every second peak is cut off, half a percent of the samples is.
    /// </summary>
    public const double SuspectClippedFraction = 0.005;

    /// <summary>
    /// A voltage that spans less than this, in mV, is suspect. ANSI/AAMI EC11:1991/(R)2001, 3.2, allows an electrocardiograph
    /// 0.03 mV of noise, peak to peak, and "low voltage" means below 0.5 mV: a lead below 0.05 mV shows no ECG, or
    /// its gain or unit is wrong.
    /// </summary>
    public const double LowestSpan = 0.05;

    /// <summary>
    /// A lead is suspect if noise hides at least this fraction, if no QRS complex stands out in it, or if its baseline wanders:
    /// one second in ten.
    /// </summary>
    public const double SuspectNoiseFraction = 0.1;

    /// <summary>
    /// A lead is suspect if at least this fraction of its windows is off the scale: with a QRS complex each second, one window in
    /// five is, if the gain is wrong.
    /// </summary>
    public const double SuspectOffScaleFraction = 0.15;

    /// <summary>
    /// A voltage beyond this, in either direction, is off the scale, in mV: twice the ±5 mV that ANSI/AAMI EC11:1991/(R)2001, 3.2, and
    /// IEC 60601-2-25 require an electrocardiograph to accept. Such a lead has an offset or an artefact, or its gain or unit is wrong.
    /// </summary>
    public const double HighestVoltage = 10;

    /// <summary>
    /// A recording of at least this many voltages is suspect if most of them reach beyond <see cref="HighestVoltage"/>: an
    /// electrode that all leads share came off, or a shock was given, and the beats found around it are not beats.
    /// </summary>
    public const int FewestLeadsOfArtefact = 3;

    /// <summary>
    /// The lowest standard deviation, in mV, of values that may be in uV. In mV, 95 % of the good leads of the Challenge 2011 set
    /// have one of 0.05 to 1.
    /// </summary>
    public const double LowestMicrovolts = 50;

    /// <summary>The highest such standard deviation.</summary>
    public const double HighestMicrovolts = 1000;

    /// <summary>
    /// A lead whose mean is further from 0 than this, in mV, and than its whole span, has an offset. An electrocardiograph's high-pass
    /// filter removes the 300 mV that electrodes may add (IEC 60601-2-25); the ADC's baseline is removed if the source of the gain
    /// states it. Record 100 without its baseline of 1024 has a mean of 4.8 mV.
    /// </summary>
    public const double HighestOffset = 1;

    /// <summary>
    /// A recording is bad if more than this fraction of its leads is: of twelve leads, one may be bad. Of the recordings of
    /// Challenge 2011's set a with one bad lead, every third was called acceptable; of those with two or more, none.
    /// </summary>
    public const double MostBadLeads = 1.0 / 12;

    /// <summary>A recording shorter than this, in seconds, is suspect: it may not contain a single beat.</summary>
    public const double ShortestDuration = 1;

    private const int MostLeadIssues = 24;

    /// <summary>Assesses a recording and its leads.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="measures">The measures of each lead, in order.</param>
    /// <exception cref="ArgumentException">The number of measures differs from the number of leads.</exception>
    public static RecordingAssessment Assess(Recording recording, IReadOnlyList<LeadMeasures> measures)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(measures);
        if (measures.Count != recording.Leads.Count)
        {
            throw new ArgumentException($"There are {measures.Count} measures for {recording.Leads.Count} leads.", nameof(measures));
        }

        var judgements = recording.Leads.Zip(measures, LeadJudgement.Of).ToList();
        List<LeadAssessment> leads = judgements.ConvertAll(judgement => judgement.Result);
        List<Issue> ownIssues = [.. IssuesOf(recording), .. ArtefactOf(recording, measures)];
        return new RecordingAssessment(
            QualityOf(leads, ownIssues),
            [.. recording.Issues.Union(ownIssues), .. IssuesOf(judgements)],
            leads);
    }

    private static Quality QualityOf(List<LeadAssessment> leads, List<Issue> ownIssues)
    {
        int bad = leads.Count(lead => lead.Quality == Quality.Bad);
        if (bad > MostBadLeads * leads.Count)
        {
            return Quality.Bad;
        }

        return ownIssues.Count > 0 || leads.Any(lead => lead.Quality != Quality.Good) ? Quality.Suspect : Quality.Good;
    }

    private static List<Issue> IssuesOf(Recording recording)
    {
        var issues = new List<Issue>();
        if (recording.SamplingRate is not { } rate)
        {
            issues.Add(IssueText.UnknownSamplingRate);
        }
        else if (recording.Matrix.SampleCount / rate < ShortestDuration)
        {
            issues.Add(IssueText.TooShort);
        }

        // The builder has reported it, with the leads concerned.
        if (!recording.Leads.All(LeadJudgement.HasKnownUnit)
            && !recording.Issues.Any(issue => issue.Kind == IssueText.UnknownUnit))
        {
            issues.Add(IssueText.UnknownUnit);
        }

        return issues;
    }

    private static IEnumerable<Issue> ArtefactOf(Recording recording, IReadOnlyList<LeadMeasures> measures)
    {
        var voltages = measures.Where((_, i) => recording.Leads[i].Unit == PhysicalUnit.Millivolt.Name).ToList();
        int beyond = voltages.Count(lead => lead.Min < -HighestVoltage || lead.Max > HighestVoltage);
        return voltages.Count >= FewestLeadsOfArtefact && 2 * beyond > voltages.Count
            ? [new Issue(IssueText.Artefact, FormattableString.Invariant($"{beyond} of {voltages.Count} reach beyond {HighestVoltage} mV"))]
            : [];
    }

    private static List<Issue> IssuesOf(List<LeadJudgement> judgements)
    {
        var issues = judgements.SelectMany(judgement => judgement.RecordingIssues).ToList();
        if (issues.Count <= MostLeadIssues)
        {
            return issues;
        }

        int others = issues.Count - MostLeadIssues;
        return [.. issues.Take(MostLeadIssues), $"{Counted.Of(others, "more issue")} of leads"];
    }
}
