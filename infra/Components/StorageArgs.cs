using Infra.Settings;

namespace Infra.Components;

/// <summary>What the storage is made of.</summary>
internal sealed record StorageArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>How long the buckets keep what is in them.</summary>
    public required StorageSettings Settings { get; init; }
}
