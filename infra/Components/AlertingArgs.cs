using Infra.Settings;
using Glue = Pulumi.Aws.Glue;
using Lambda = Pulumi.Aws.Lambda;
using Sqs = Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>What the alerting is made of.</summary>
internal sealed record AlertingArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>What raises an alarm, and who hears it.</summary>
    public required AlertingSettings Settings { get; init; }

    /// <summary>The queue whose messages must not grow old.</summary>
    public required Sqs.Queue Uploads { get; init; }

    /// <summary>The queue that must stay empty.</summary>
    public required Sqs.Queue DeadLetters { get; init; }

    /// <summary>The function that must not fail.</summary>
    public required Lambda.Function Converter { get; init; }

    /// <summary>The crawler that must not fail.</summary>
    public required Glue.Crawler Crawler { get; init; }
}
