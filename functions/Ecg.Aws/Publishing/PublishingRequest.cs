namespace Ecg.Aws.Publishing;

/// <summary>A request of the state machine.</summary>
public sealed record PublishingRequest
{
    /// <summary>Receive and prepare a batch.</summary>
    public const string Plan = "plan";

    /// <summary>The batch is published: delete its messages.</summary>
    public const string Finish = "finish";

    /// <summary>The batch failed: return its messages.</summary>
    public const string Release = "release";

    /// <summary>One of the three.</summary>
    public string? Action { get; init; }

    /// <summary>The analysts' tables, as returned by Glue.</summary>
    public IReadOnlyList<GlueTable> Lake { get; init; } = [];

    /// <summary>The tables of the batch's files, as returned by Glue.</summary>
    public IReadOnlyList<GlueTable> Batch { get; init; } = [];
}
