namespace Ecg.Aws.Queues;

/// <summary>How long a worker holds messages.</summary>
internal sealed record WorkerTiming
{
    /// <summary>How long others do not see a message once it was taken or renewed, in whole seconds.</summary>
    public TimeSpan Hidden { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often that is renewed.</summary>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long a batch may go on once the worker was told to stop; container engines kill after ten seconds.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(6);
}
