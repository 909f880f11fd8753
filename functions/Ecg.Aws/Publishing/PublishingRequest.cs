namespace Ecg.Aws.Publishing;

/// <summary>What the state machine asks of the function.</summary>
public sealed record PublishingRequest
{
    /// <summary>Take a batch from the queue and prepare it.</summary>
    public const string Plan = "plan";

    /// <summary>The batch is in the tables: be done with its messages.</summary>
    public const string Finish = "finish";

    /// <summary>The batch failed: hand its messages back.</summary>
    public const string Release = "release";

    /// <summary>One of the three.</summary>
    public string? Action { get; init; }

    /// <summary>The tables that analysts query, as Glue describes them.</summary>
    public IReadOnlyList<GlueTable> Lake { get; init; } = [];

    /// <summary>The tables of a batch's files, as Glue describes them.</summary>
    public IReadOnlyList<GlueTable> Batch { get; init; } = [];
}
