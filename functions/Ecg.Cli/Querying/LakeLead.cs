namespace Ecg.Cli.Querying;

/// <summary>A row of <c>leads</c>, as far as a plot needs it.</summary>
/// <param name="Name">The lead's name.</param>
/// <param name="ColumnName">The lead's column in <c>samples</c>.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="Quality">The word for its quality; <see langword="null"/> where the lake does not say.</param>
internal sealed record LakeLead(string Name, string ColumnName, string Unit, string? Quality);
