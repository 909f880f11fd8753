using Microsoft.Win32.SafeHandles;

namespace Ecg.Cli.Terminal;

/// <summary>Standard output as a stream that says when nobody reads it any longer.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32;
    private const int BrokenPipeOnWindows = unchecked((int)0x8007006D);

    /// <summary>Opens it.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        // The console's stream keeps EPIPE to itself, so that `ecg query ... | head` would compute to the end for nobody.
        // A file's stream reports it, but writes at places of its own, which two commands with one output would not share.
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    /// <summary>Whether an error says that nobody reads any longer.</summary>
    public static bool IsAbandoned(Exception error) =>
        error is IOException && error.HResult is BrokenPipe or BrokenPipeOnWindows;
}
