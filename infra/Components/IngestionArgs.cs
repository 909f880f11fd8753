using Infra.Settings;

namespace Infra.Components;

/// <summary>What the ingestion is made of.</summary>
internal sealed record IngestionArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>How the queue hands messages out.</summary>
    public required IngestionSettings Settings { get; init; }

    /// <summary>The bucket whose uploads become messages.</summary>
    public required PrivateBucket Raw { get; init; }
}
