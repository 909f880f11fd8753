namespace Ecg.Cli.Querying;

/// <summary>A row of <c>leads</c> with the columns that plots and exports need.</summary>
/// <param name="Name">The lead's name.</param>
/// <param name="ColumnName">The lead's column in <c>samples</c>.</param>
/// <param name="Unit">The unit of its values.</param>
internal sealed record LakeLead(string Name, string ColumnName, string Unit)
{
    /// <summary>The gain in adu per unit of the source; <see langword="null"/> if it is unknown.</summary>
    public double? AdcGain { get; init; }

    /// <summary>The ADC value of 0; <see langword="null"/> if no gain is known.</summary>
    public int? AdcBaseline { get; init; }

    /// <summary>The quality; <see langword="null"/> if it is unknown.</summary>
    public string? Quality { get; init; }
}
