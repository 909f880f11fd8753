namespace Ecg.Aws.Metrics;

/// <summary>The context of a batch.</summary>
internal sealed record BatchRun
{
    /// <summary>The batch's id in the log and the metrics.</summary>
    public required string RequestId { get; init; }

    /// <summary>The name of the function, or of the command in its place.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The time after which the process may be killed; <see langword="null"/> for none.</summary>
    public TimeSpan? RemainingTime { get; init; }

    /// <summary>The time to wait for cancelled work; <see langword="null"/> to derive it from the remaining time.</summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>The address of the batch's log; <see langword="null"/> if there is none.</summary>
    public Uri? LogLink { get; init; }
}
