namespace Ecg.Signals.Assessment;

/// <summary>How far a lead can be trusted, and why.</summary>
/// <param name="Quality">The word for it.</param>
/// <param name="Issues">What was found.</param>
public sealed record LeadAssessment(Quality Quality, IReadOnlyList<Issue> Issues);
