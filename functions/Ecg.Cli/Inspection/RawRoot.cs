namespace Ecg.Cli.Inspection;

/// <summary>Finds the folder that is laid out like the raw bucket, for a single file.</summary>
internal static class RawRoot
{
    /// <summary>
    /// Returns the folder above the nearest folder with a <c>dataset.json</c>, which is the dataset; the file's
    /// own folder if there is none.
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

    /// <summary>Returns the key of a file in such a folder.</summary>
    public static string KeyOf(string file, string root) =>
        Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Returns whether a file is in a folder or below it.</summary>
    public static bool IsAround(string root, string file) => !KeyOf(file, root).StartsWith("..", StringComparison.Ordinal);
}
