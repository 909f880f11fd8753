using Ecg.Cli.Invocation;

namespace Ecg.Cli.Files;

/// <summary>Checks output folders.</summary>
internal static class FolderPath
{
    /// <summary>Verifies that neither the folder nor one above it is an existing file.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <param name="option">The option that named it, for the error message.</param>
    /// <exception cref="CommandException">A file is in the way.</exception>
    public static void RefuseFileInTheWay(string folder, string option)
    {
        if (File.Exists(folder))
        {
            throw CommandException.UsageError($"'{folder}' is a file; {option} takes a folder.");
        }

        for (string? parent = Path.GetDirectoryName(folder); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            if (File.Exists(parent))
            {
                throw CommandException.UsageError(
                    $"'{folder}' cannot be a folder, because '{parent}' is a file; choose another path for {option}.");
            }
        }
    }
}
