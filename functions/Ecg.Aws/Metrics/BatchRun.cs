namespace Ecg.Aws.Metrics;

/// <summary>The circumstances of one batch.</summary>
internal sealed record BatchRun
{
    /// <summary>Names the batch in the log and the metrics.</summary>
    public required string RequestId { get; init; }

    /// <summary>The name of the function, or of the command that stands in for it.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The time after which the process may be ended; <see langword="null"/> for none.</summary>
    public TimeSpan? RemainingTime { get; init; }

    /// <summary>How long work is waited for that was told to stop; <see langword="null"/> for what suits the remaining time.</summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>Where the batch's log can be read; <see langword="null"/> where nobody keeps it.</summary>
    public Uri? LogLink { get; init; }
}
