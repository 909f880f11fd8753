using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>One chart of a dashboard, on a grid that is 24 wide.</summary>
/// <param name="Type">What it is: <c>metric</c> or <c>alarm</c>.</param>
/// <param name="X">How far from the left.</param>
/// <param name="Y">How far from the top.</param>
/// <param name="Width">How wide.</param>
/// <param name="Height">How high.</param>
/// <param name="Properties">What it shows.</param>
internal sealed record DashboardWidget(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("x")] int X,
    [property: JsonPropertyName("y")] int Y,
    [property: JsonPropertyName("width")] int Width,
    [property: JsonPropertyName("height")] int Height,
    [property: JsonPropertyName("properties")] DashboardWidgetContent Properties);
