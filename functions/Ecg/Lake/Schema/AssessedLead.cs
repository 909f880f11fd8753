using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Schema;

/// <summary>What a row of <c>leads</c> tells of.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Measures">What was measured of it.</param>
/// <param name="Assessment">How good it is.</param>
internal sealed record AssessedLead(Lead Lead, LeadMeasures Measures, LeadAssessment Assessment);
