using Infra.Settings;
using Pulumi;

namespace Infra.Components;

/// <summary>What the Slack channel is made of.</summary>
internal sealed record SlackChannelArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The channel.</summary>
    public required SlackSettings Settings { get; init; }

    /// <summary>The topic whose alarms it shows.</summary>
    public required Output<string> TopicArn { get; init; }
}
