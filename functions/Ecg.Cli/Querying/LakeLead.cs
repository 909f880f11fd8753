namespace Ecg.Cli.Querying;

/// <summary>A row of <c>leads</c>, as far as a plot or an export needs it.</summary>
/// <param name="Name">The lead's name.</param>
/// <param name="ColumnName">The lead's column in <c>samples</c>.</param>
/// <param name="Unit">The unit of its values.</param>
internal sealed record LakeLead(string Name, string ColumnName, string Unit)
{
    /// <summary>The gain in adu per unit of the source; <see langword="null"/> where none is known.</summary>
    public double? AdcGain { get; init; }

    /// <summary>The ADC value of 0; <see langword="null"/> where no gain is known.</summary>
    public int? AdcBaseline { get; init; }

    /// <summary>The word for its quality; <see langword="null"/> where the lake does not say.</summary>
    public string? Quality { get; init; }
}
