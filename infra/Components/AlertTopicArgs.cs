namespace Infra.Components;

/// <summary>What the alert topic is made of.</summary>
internal sealed record AlertTopicArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }
}
