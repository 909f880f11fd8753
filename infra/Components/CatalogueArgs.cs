using Infra.Settings;

namespace Infra.Components;

/// <summary>What the catalogue is made of.</summary>
internal sealed record CatalogueArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>When the crawler runs.</summary>
    public required CatalogueSettings Settings { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }
}
