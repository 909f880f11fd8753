using Infra.Settings;

namespace Infra.Components;

/// <summary>What the delivery is made of.</summary>
internal sealed record DeliveryArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The repository whose workflows preview and deploy the stack.</summary>
    public required GitHubSettings Settings { get; init; }
}
