namespace Ecg.Cli.Invocation;

/// <summary>What the process says to whoever started it.</summary>
internal static class ExitStatus
{
    /// <summary>All was done.</summary>
    public const int Success = 0;

    /// <summary>Something was rejected: another try would end the same way.</summary>
    public const int Rejected = 2;

    /// <summary>Something failed that may pass.</summary>
    public const int Failed = 3;

    /// <summary>A usage error (<c>EX_USAGE</c> of sysexits.h).</summary>
    public const int UsageError = 64;

    /// <summary>Stopped by Ctrl-C or by a request to end, as shells report an interrupt.</summary>
    public const int Interrupted = 130;

    /// <summary>Nobody reads the results any longer, as in <c>ecg query ... | head</c>; as shells report SIGPIPE.</summary>
    public const int BrokenPipe = 141;
}
