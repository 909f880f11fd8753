using Athena = Pulumi.Aws.Athena;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Lambda = Pulumi.Aws.Lambda;
using Sqs = Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>What the overview shows.</summary>
internal sealed record OverviewArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The queue with a message for every upload.</summary>
    public required Sqs.Queue Uploads { get; init; }

    /// <summary>The queue with the messages that kept failing.</summary>
    public required Sqs.Queue DeadLetters { get; init; }

    /// <summary>The function.</summary>
    public required Lambda.Function Converter { get; init; }

    /// <summary>The analysts' workgroup.</summary>
    public required Athena.Workgroup Workgroup { get; init; }

    /// <summary>The alarms.</summary>
    public required IReadOnlyList<CloudWatch.MetricAlarm> Alarms { get; init; }
}
