namespace Ecg.Signals.Assessment;

/// <summary>The quality of a recording, and the reasons for it.</summary>
/// <param name="Quality">The quality: bad if more than <see cref="QualityAssessment.MostBadLeads"/> of the leads are bad, suspect if any lead is not good.</param>
/// <param name="Issues">The issues.</param>
/// <param name="Leads">The assessment of each lead, in order.</param>
public sealed record RecordingAssessment(Quality Quality, IReadOnlyList<Issue> Issues, IReadOnlyList<LeadAssessment> Leads);
