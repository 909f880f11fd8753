using Microsoft.Win32.SafeHandles;

namespace Ecg.Cli.Terminal;

/// <summary>Opens standard output as a stream that reports a closed reader.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32;
    private const int BrokenPipeOnWindows = unchecked((int)0x8007006D);

    /// <summary>Opens the stream.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        // The console's stream hides EPIPE, so `ecg query ... | head` would compute to the end in vain.
        // A file's stream reports it, but tracks its own position, which two commands with one output would not share.
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    /// <summary>Returns whether an error means that the reader is gone.</summary>
    public static bool IsAbandoned(Exception error) =>
        error is IOException && error.HResult is BrokenPipe or BrokenPipeOnWindows;
}
