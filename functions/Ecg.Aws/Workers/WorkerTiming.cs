namespace Ecg.Aws.Workers;

/// <summary>How long a worker holds messages.</summary>
internal sealed record WorkerTiming
{
    /// <summary>How long others do not see a message once it was taken or renewed, in whole seconds.</summary>
    public TimeSpan Hidden { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often that is renewed.</summary>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long a batch may go on once the worker was told to stop; container engines kill after ten seconds.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long work is waited for after that, which was told to stop.</summary>
    public TimeSpan BatchGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long it may take to tell the queue what became of a message.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long nothing is taken after the queue could not be read, or a whole batch failed; twice as long each time.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);
}
