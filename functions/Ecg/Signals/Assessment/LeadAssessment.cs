namespace Ecg.Signals.Assessment;

/// <summary>The quality of a lead, and the reasons for it.</summary>
/// <param name="Quality">The quality.</param>
/// <param name="Issues">The issues.</param>
public sealed record LeadAssessment(Quality Quality, IReadOnlyList<Issue> Issues);
