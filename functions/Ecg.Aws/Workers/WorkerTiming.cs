namespace Ecg.Aws.Workers;

/// <summary>The intervals of a worker.</summary>
internal sealed record WorkerTiming
{
    /// <summary>The visibility timeout after receiving or renewing a message, in whole seconds.</summary>
    public TimeSpan Hidden { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The interval of renewals.</summary>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>The time that a batch may continue after a stop; container engines kill after ten seconds.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time to wait after that for cancelled work.</summary>
    public TimeSpan BatchGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time limit for reporting a message's outcome to the queue.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause after the queue could not be read, or after a whole batch failed; it doubles each time.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);
}
