using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Schema;

/// <summary>A row of <c>leads</c>.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Measures">Its measures.</param>
/// <param name="Assessment">Its assessment.</param>
internal sealed record AssessedLead(Lead Lead, LeadMeasures Measures, LeadAssessment Assessment);
