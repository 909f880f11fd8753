namespace Ecg.Signals.Assessment;

/// <summary>Judges a recording by what was measured of its leads.</summary>
public static class QualityAssessment
{
    /// <summary>A lead of which this part or more is missing, flat or clipped is bad: most of it is no signal.</summary>
    public const double BadFraction = 0.5;

    /// <summary>A lead of which this part or more is flat is suspect: six seconds in ten minutes, one beat in a hundred.</summary>
    public const double SuspectFlatFraction = 0.01;

    /// <summary>
    /// A lead of which this part or more stands at a rail is suspect. A QRS complex takes a tenth of a beat and its
    /// peak a tenth of that: where every second peak is cut off, half a percent of the samples is.
    /// </summary>
    public const double SuspectClippedFraction = 0.005;

    /// <summary>
    /// A voltage that spans less than this is suspect, in mV. ANSI/AAMI EC11:1991/(R)2001, 3.2, allows an electrocardiograph
    /// 0.03 mV of noise, peak to peak, and low voltage is spoken of below 0.5 mV: a lead below 0.05 mV shows no heart, or
    /// its gain or unit is wrong.
    /// </summary>
    public const double LowestSpan = 0.05;

    /// <summary>
    /// A lead of which noise hides this part or more is suspect, and one in which no QRS complex stands out, or whose baseline
    /// wanders, in this part or more: a second of ten.
    /// </summary>
    public const double SuspectNoiseFraction = 0.1;

    /// <summary>
    /// A lead is suspect that is off the scale in this part of its windows or more: with a QRS complex in each second one in
    /// five of them is, where the gain is wrong.
    /// </summary>
    public const double SuspectOffScaleFraction = 0.15;

    /// <summary>
    /// A voltage beyond this, either way, is off the scale, in mV: twice the ±5 mV that ANSI/AAMI EC11:1991/(R)2001, 3.2, and
    /// IEC 60601-2-25 ask an electrocardiograph to take. Such a lead has an offset or an artefact, or its gain or unit is wrong.
    /// </summary>
    public const double HighestVoltage = 10;

    /// <summary>
    /// A recording of this many voltages or more is suspect where most of them reach beyond <see cref="HighestVoltage"/>: one
    /// electrode that all leads share came off, or a shock was given, and what is found around it are no beats.
    /// </summary>
    public const int FewestLeadsOfArtefact = 3;

    /// <summary>
    /// A lead whose mean lies further from 0 than this, in mV, and than the whole of its span, has an offset: the 300 mV that
    /// electrodes may add are taken out by an electrocardiograph's high-pass filter (IEC 60601-2-25), and the baseline of its ADC
    /// by the gain's source, which may not state it. Record 100 without its baseline of 1024 has a mean of 4.8 mV.
    /// </summary>
    public const double HighestOffset = 1;

    /// <summary>
    /// A recording is bad where more than this part of its leads is: of twelve leads one may be. Of the recordings of
    /// Challenge 2011's set a that have one bad lead, every third was called acceptable; of those that have two or more, none.
    /// </summary>
    public const double MostBadLeads = 1.0 / 12;

    /// <summary>A recording shorter than this is suspect, in seconds: it may hold not one beat.</summary>
    public const double ShortestDuration = 1;

    private const int MostLeadIssues = 24;

    /// <summary>Judges a recording and its leads.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="measures">What was measured of each lead, in the order of the recording's leads.</param>
    /// <exception cref="ArgumentException">There are not as many measures as leads.</exception>
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
            issues.Add("shorter than 1 s");
        }

        // The builder has said it, with the leads that it holds for.
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
            ? [new Issue("artefact in most leads", FormattableString.Invariant($"{beyond} of {voltages.Count} reach beyond {HighestVoltage} mV"))]
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
