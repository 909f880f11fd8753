namespace Ecg.Signals.Assessment;

/// <summary>How far a recording can be trusted, and why.</summary>
/// <param name="Quality">The word for it: bad where more than <see cref="QualityAssessment.MostBadLeads"/> of its leads are, suspect where a lead is not good.</param>
/// <param name="Issues">What was found.</param>
/// <param name="Leads">The assessment of each lead, in order.</param>
public sealed record RecordingAssessment(Quality Quality, IReadOnlyList<Issue> Issues, IReadOnlyList<LeadAssessment> Leads);
