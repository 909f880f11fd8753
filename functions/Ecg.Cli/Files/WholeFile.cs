using Ecg.Cli.Invocation;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Files;

/// <summary>Writes output files atomically.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file, and then replaces an existing one with it.</summary>
    /// <param name="path">The file, as the option <c>--out</c> names it.</param>
    /// <param name="write">Writes its content.</param>
    /// <exception cref="CommandException">The file's folder does not exist, a file is in its way, or it is a folder itself.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => WriteAt(path, beside =>
    {
        using var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write);
        write(file);
    });

    /// <summary>Lets the caller write a file by path, and then replaces an existing one with it.</summary>
    /// <param name="path">The file, as the option <c>--out</c> names it.</param>
    /// <param name="write">Receives the path of a new file in the same folder, and writes it.</param>
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
            throw CommandException.UsageError($"the folder of '{path}' does not exist; create it, or choose another path for --out.");
        }

        if (Directory.Exists(full))
        {
            throw CommandException.UsageError($"'{path}' is a folder; --out takes a file name.");
        }

        AtomicFile.WriteAt(full, write);
    }
}
