namespace Ecg.Cli.Inspection;

/// <summary>The folder that stands for the raw bucket, for a file that is named alone.</summary>
internal static class RawRoot
{
    /// <summary>
    /// The folder around the nearest one above the file that holds a <c>dataset.json</c>: that one is the dataset. The file's
    /// own folder where there is none.
    /// </summary>
    public static string Of(string file)
    {
        string own = Path.GetDirectoryName(Path.GetFullPath(file))!;
        for (string? folder = own; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, PipelineContract.DatasetFile)))
            {
                return Path.GetDirectoryName(folder) ?? folder;
            }
        }

        return own;
    }

    /// <summary>The key of a file in a folder that stands for the raw bucket.</summary>
    public static string KeyOf(string file, string root) =>
        Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Whether a file lies in a folder, or in one within it.</summary>
    public static bool IsAround(string root, string file) => !KeyOf(file, root).StartsWith("..", StringComparison.Ordinal);
}
