namespace Ecg.Lake.Stores;

/// <summary>Writes files atomically: under a temporary name that begins with a dot, in the same folder, and then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>The suffix of temporary names.</summary>
    public const string TemporarySuffix = ".ecg-tmp";

    // The callers write in large blocks.
    private const int Unbuffered = 0;

    /// <summary>Returns a temporary name in a folder.</summary>
    public static string TemporaryPathIn(string folder) => Path.Combine(folder, $".{Path.GetRandomFileName()}{TemporarySuffix}");

    /// <summary>Lets the caller write a file by path, and then replaces an existing file with it.</summary>
    /// <param name="path">The file, whose folder exists.</param>
    /// <param name="write">Receives the path of a new file in the same folder, and writes it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteAt(string path, Action<string> write)
    {
        string beside = TemporaryPathIn(Path.GetDirectoryName(path)!);
        try
        {
            write(beside);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Writes a file, and then replaces an existing file with it.</summary>
    /// <param name="path">The file, whose folder exists.</param>
    /// <param name="write">Writes the content, in large blocks.</param>
    /// <param name="cancellationToken">Checked once more before the file appears.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static T Write<T>(string path, Func<FileStream, T> write, CancellationToken cancellationToken) =>
        WriteAsync(path, write, () => Task.CompletedTask, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Writes a file, and then replaces an existing file with it.</summary>
    /// <param name="path">The file, whose folder exists.</param>
    /// <param name="write">Writes the content, in large blocks.</param>
    /// <param name="beforeReplacing">Called before an existing file is replaced, and not if there is none.</param>
    /// <param name="cancellationToken">Checked once more before the file appears.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static async Task<T> WriteAsync<T>(
        string path, Func<FileStream, T> write, Func<Task> beforeReplacing, CancellationToken cancellationToken)
    {
        string beside = TemporaryPathIn(Path.GetDirectoryName(path)!);
        using var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, Unbuffered);
        bool isInPlace = false;
        try
        {
            T written = write(file);
            cancellationToken.ThrowIfCancellationRequested();
            if (File.Exists(path))
            {
                await beforeReplacing().ConfigureAwait(false);
            }

            // While it is open it is locked, so that no other process treats it as a leftover; Windows cannot rename it then.
            if (OperatingSystem.IsWindows())
            {
                file.Dispose();
            }

            File.Move(beside, path, overwrite: true);
            isInPlace = true;
            return written;
        }
        finally
        {
            if (!isInPlace)
            {
                file.Dispose();
                File.Delete(beside);
            }
        }
    }
}
