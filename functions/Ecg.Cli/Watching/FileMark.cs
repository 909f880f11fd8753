namespace Ecg.Cli.Watching;

/// <summary>What tells that a file has changed.</summary>
/// <param name="Length">The size in bytes.</param>
/// <param name="WrittenAt">When it was last written, UTC.</param>
internal readonly record struct FileMark(long Length, DateTime WrittenAt)
{
    /// <summary>The mark of a file as it is now; <see langword="null"/> where there is none.</summary>
    public static FileMark? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileMark(file.Length, file.LastWriteTimeUtc) : null;
    }
}
