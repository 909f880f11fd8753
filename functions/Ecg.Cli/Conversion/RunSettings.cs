using Ecg.Lake;

namespace Ecg.Cli.Conversion;

/// <summary>What the caller of <c>convert</c> or <c>watch</c> decides.</summary>
internal sealed record RunSettings
{
    /// <summary>What the library is told.</summary>
    public ConversionOptions Options { get; init; } = new();

    /// <summary>What the addresses of the recordings begin with, or <see langword="null"/> for the folder's own.</summary>
    public string? SourceUri { get; init; }

    /// <summary>The number of recordings that are converted at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;
}
