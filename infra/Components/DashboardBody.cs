using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>What a dashboard shows.</summary>
/// <param name="Widgets">Its charts.</param>
internal sealed record DashboardBody([property: JsonPropertyName("widgets")] IReadOnlyList<DashboardWidget> Widgets);
