namespace Ecg.Cli.Files;

/// <summary>Resolves symbolic links in paths.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>Returns the path with all links resolved; parts that do not exist are kept.</summary>
    /// <exception cref="IOException">The links form a cycle.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        for (int links = 0; links <= MaxLinks; links++)
        {
            if (FollowFirstLink(full) is not { } followed)
            {
                return Path.TrimEndingDirectorySeparator(full);
            }

            full = followed;
        }

        throw new IOException($"Too many symbolic links in '{path}'.");
    }

    private static string? FollowFirstLink(string full)
    {
        int end = Path.GetPathRoot(full)!.Length;
        while (end < full.Length)
        {
            int next = full.IndexOf(Path.DirectorySeparatorChar, end);
            string part = next < 0 ? full : full[..next];
            if (new FileInfo(part).LinkTarget is { } target)
            {
                string rest = next < 0 ? "" : full[(next + 1)..];
                return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(part)!, target, rest));
            }

            end = next < 0 ? full.Length : next + 1;
        }

        return null;
    }
}
