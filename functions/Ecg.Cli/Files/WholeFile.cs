using Ecg.Cli.Invocation;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Files;

/// <summary>A file that is there whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file; one that is there is replaced once the new one is whole.</summary>
    /// <param name="path">The file, as the option <c>--out</c> names it.</param>
    /// <param name="write">Writes its content.</param>
    /// <exception cref="CommandException">The file's folder does not exist, a file is in its way, or it is a folder itself.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => WriteAt(path, beside =>
    {
        using var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write);
        write(file);
    });

    /// <summary>Has a file written by somebody who takes its path; one that is there is replaced once the new one is whole.</summary>
    /// <param name="path">The file, as the option <c>--out</c> names it.</param>
    /// <param name="write">Is given the path of a new file beside it, and writes that.</param>
    /// <exception cref="CommandException">The file's folder does not exist, a file is in its way, or it is a folder itself.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteAt(string path, Action<string> write)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            FolderPath.RefuseFileInTheWay(folder, "--out");
        }

        string full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw CommandException.UsageError($"the folder of '{path}' does not exist; make it, or choose another path for --out.");
        }

        if (Directory.Exists(full))
        {
            throw CommandException.UsageError($"'{path}' is a folder; --out takes the name of a file.");
        }

        AtomicFile.WriteAt(full, write);
    }
}
