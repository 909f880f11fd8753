namespace Ecg.Cli.Watching;

/// <summary>The intervals of a watch.</summary>
internal sealed record WatchTiming
{
    /// <summary>The time without changes after which a file is converted.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The interval for checking files that may still change.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>The interval for scanning the whole folder: notifications get lost, and some file systems have none.</summary>
    public TimeSpan Rescan { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The delay before a failed conversion is retried.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(30);
}
