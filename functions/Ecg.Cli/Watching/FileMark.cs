namespace Ecg.Cli.Watching;

/// <summary>The properties by which a changed file is recognised.</summary>
/// <param name="Length">The size in bytes.</param>
/// <param name="WrittenAt">The time of the last write, UTC.</param>
internal readonly record struct FileMark(long Length, DateTime WrittenAt)
{
    /// <summary>Returns the current properties of a file; <see langword="null"/> if there is none.</summary>
    public static FileMark? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileMark(file.Length, file.LastWriteTimeUtc) : null;
    }
}
