namespace Ecg.Cli.Watching;

/// <summary>How patient a watch is.</summary>
internal sealed record WatchTiming
{
    /// <summary>How long a file must not have changed before it is taken up.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often files that may still change are looked at.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>How often the whole folder is gone through: notices of changes get lost, and some file systems give none.</summary>
    public TimeSpan Rescan { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After what time a failed conversion is tried again.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(30);
}
