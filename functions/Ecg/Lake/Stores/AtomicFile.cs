namespace Ecg.Lake.Stores;

/// <summary>Writes files that are there whole or not at all: beside their place, under a name that begins with a dot, and then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>What the names of half-written files end in.</summary>
    public const string TemporarySuffix = ".ecg-tmp";

    // The callers write in blocks of their own.
    private const int Unbuffered = 0;

    /// <summary>A name in a folder for a file that is still being written.</summary>
    public static string TemporaryPathIn(string folder) => Path.Combine(folder, $".{Path.GetRandomFileName()}{TemporarySuffix}");

    /// <summary>Has a file written by somebody who takes its path; one that is there is replaced once the new one is whole.</summary>
    /// <param name="path">The file, whose folder exists.</param>
    /// <param name="write">Is given the path of a new file beside it, and writes that.</param>
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

    /// <summary>Writes a file; one that is there is replaced once the new one is whole.</summary>
    /// <param name="path">The file, whose folder exists.</param>
    /// <param name="write">Writes its content, in large blocks.</param>
    /// <param name="cancellationToken">Looked at once more before the file appears.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static T Write<T>(string path, Func<FileStream, T> write, CancellationToken cancellationToken) =>
        WriteAsync(path, write, () => Task.CompletedTask, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Writes a file; one that is there is replaced once the new one is whole.</summary>
    /// <param name="path">The file, whose folder exists.</param>
    /// <param name="write">Writes its content, in large blocks.</param>
    /// <param name="beforeReplacing">Called before a file that is there is replaced, and not where none is.</param>
    /// <param name="cancellationToken">Looked at once more before the file appears.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
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

            // While it is open it is locked, so that no other process takes it for a leftover; Windows cannot rename it then.
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
