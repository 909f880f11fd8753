using Infra.Settings;
using Sqs = Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>What the conversion is made of.</summary>
internal sealed record ConversionArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The function, and how it takes recordings from the queue.</summary>
    public required ConversionSettings Settings { get; init; }

    /// <summary>The queue with a message for every upload.</summary>
    public required Sqs.Queue Uploads { get; init; }

    /// <summary>The bucket with what was uploaded.</summary>
    public required PrivateBucket Raw { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }
}
