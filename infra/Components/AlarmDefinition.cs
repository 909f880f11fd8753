using Pulumi;

namespace Infra.Components;

/// <summary>One alarm: a figure that must not rise above a limit.</summary>
internal sealed record AlarmDefinition
{
    /// <summary>What the alarm is called, within the stack.</summary>
    public required string Name { get; init; }

    /// <summary>What has happened, and what to do.</summary>
    public required string Description { get; init; }

    /// <summary>The service that the figure is of.</summary>
    public required string Namespace { get; init; }

    /// <summary>The figure.</summary>
    public required string Metric { get; init; }

    /// <summary>How the figures of a period become one.</summary>
    public required string Statistic { get; init; }

    /// <summary>What the figure is of.</summary>
    public required InputMap<string> Dimensions { get; init; }

    /// <summary>The limit.</summary>
    public required double Above { get; init; }

    /// <summary>How many periods in a row it must be above the limit.</summary>
    public int Periods { get; init; } = 1;
}
