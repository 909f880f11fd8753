using Ecg.Lake;

namespace Ecg.Cli.Conversion;

/// <summary>The settings of <c>convert</c> and <c>watch</c>.</summary>
internal sealed record RunSettings
{
    /// <summary>The options of the converter.</summary>
    public ConversionOptions Options { get; init; } = new();

    /// <summary>The prefix of the recordings' addresses, or <see langword="null"/> for the folder's own.</summary>
    public string? SourceUri { get; init; }

    /// <summary>The number of recordings to convert in parallel.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;
}
