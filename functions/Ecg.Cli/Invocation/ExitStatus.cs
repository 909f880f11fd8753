namespace Ecg.Cli.Invocation;

/// <summary>The exit statuses of the process.</summary>
internal static class ExitStatus
{
    /// <summary>Success.</summary>
    public const int Success = 0;

    /// <summary>Something was rejected: repeating the call gives the same result.</summary>
    public const int Rejected = 2;

    /// <summary>Something failed that may succeed later.</summary>
    public const int Failed = 3;

    /// <summary>A usage error (<c>EX_USAGE</c> of sysexits.h).</summary>
    public const int UsageError = 64;

    /// <summary>Stopped by Ctrl-C or a request to terminate; the status that shells use for an interrupt.</summary>
    public const int Interrupted = 130;

    /// <summary>The reader of the results went away, as in <c>ecg query ... | head</c>; the status that shells use for SIGPIPE.</summary>
    public const int BrokenPipe = 141;
}
