using Ecg.Cli.Files;
using Ecg.Cli.Invocation;
using Ecg.Lake;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Conversion;

/// <summary>The folder that a conversion writes to, and whether it is writable.</summary>
/// <param name="path">The folder's path.</param>
internal sealed class LakeTarget(string path)
{
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int QuotaOnLinux = 122;
    private const int QuotaOnMac = 69;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullOnWindows = unchecked((int)0x80070027);
    private const int ProbeBytes = 64 << 10;

    /// <summary>Creates the folder if needed, and tests writing to it.</summary>
    /// <exception cref="CommandException">It is not writable.</exception>
    public void EnsureWritable()
    {
        FolderPath.RefuseFileInTheWay(path, "--out");
        try
        {
            Directory.CreateDirectory(path);
            WriteProbe();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Failed($"cannot write to '{path}': {Cause(error)}", error);
        }
    }

    /// <summary>Returns the problem that affects every recording, as shown by one failure.</summary>
    /// <returns>One line, or <see langword="null"/> if the failure concerns that recording alone.</returns>
    public string? WhyUnwritable(ConversionResult failure)
    {
        if (IsTargetFull(failure.Exception))
        {
            return $"cannot write to '{path}': {Cause(failure.Exception!)}";
        }

        try
        {
            EnsureWritable();
            return null;
        }
        catch (CommandException error)
        {
            return error.Message;
        }
    }

    private void WriteProbe()
    {
        // Named like every temporary file of a lake, and several blocks long: a full disk still accepts empty files.
        string probe = AtomicFile.TemporaryPathIn(path);
        using var file = new FileStream(
            probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        file.Write(new byte[ProbeBytes]);
        file.Flush(flushToDisk: false);
    }

    private static bool IsTargetFull(Exception? error) => error is not null
        && ((error is IOException && error.HResult is NoSpace or ReadOnly or QuotaOnLinux or QuotaOnMac
            or DiskFullOnWindows or HandleDiskFullOnWindows)
            || IsTargetFull(error.InnerException));

    private static string Cause(Exception error) => error.HResult switch
    {
        NoSpace or DiskFullOnWindows or HandleDiskFullOnWindows => "the disk is full; free some space and run the same command again.",
        QuotaOnLinux or QuotaOnMac => "the disk quota is used up; free some space and run the same command again.",
        ReadOnly => "the file system is read-only; choose another folder with --out.",
        _ => error.Message,
    };
}
