namespace Ecg.Lake;

/// <summary>Writes files that are there whole or not at all: beside their place, under a name that begins with a dot, and then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>What the names of half-written files end in.</summary>
    public const string TemporarySuffix = ".ecg-tmp";

    private const int BufferSize = 128 << 10;

    /// <summary>A name in a folder for a file that is still being written.</summary>
    public static string TemporaryPathIn(string folder) => Path.Combine(folder, $".{Path.GetRandomFileName()}{TemporarySuffix}");

    /// <summary>Writes a file; one that is there is replaced once the new one is whole.</summary>
    /// <param name="path">The file, whose folder exists.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="cancellationToken">Looked at once more before the file appears.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static T Write<T>(string path, Func<FileStream, T> write, CancellationToken cancellationToken)
    {
        string beside = TemporaryPathIn(Path.GetDirectoryName(path)!);
        try
        {
            return WriteAndRename(beside, path, write, cancellationToken);
        }
        finally
        {
            DeleteIfThere(beside);
        }
    }

    private static T WriteAndRename<T>(string beside, string path, Func<FileStream, T> write, CancellationToken cancellationToken)
    {
        T written;
        using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
        {
            written = write(file);
            file.Flush();
            cancellationToken.ThrowIfCancellationRequested();

            // While it is open it is locked, so that no other process takes it for a leftover; Windows cannot rename it then.
            if (!OperatingSystem.IsWindows())
            {
                File.Move(beside, path, overwrite: true);
                return written;
            }
        }

        File.Move(beside, path, overwrite: true);
        return written;
    }

    private static void DeleteIfThere(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
