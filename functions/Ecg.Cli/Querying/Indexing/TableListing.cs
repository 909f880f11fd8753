using System.IO.Enumeration;
using System.Text;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>Lists the files that DuckDB's pattern of a table matches, in DuckDB's order, without opening one.</summary>
internal static class TableListing
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>The files of a table.</summary>
    /// <param name="folder">The table's folder; one that does not exist has no file.</param>
    /// <exception cref="IOException">A folder cannot be read, or has gone meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static List<TableFile> Of(string folder)
    {
        var files = new List<TableFile>();
        if (!Directory.Exists(folder))
        {
            return files;
        }

        string?[] partitions = Directory.GetDirectories(folder, $"{PipelineContract.PartitionColumn}=*", Everything).Select(Path.GetFileName).ToArray();
        Array.Sort(partitions, CompareBytes);
        foreach (string? partition in partitions)
        {
            int first = files.Count;
            files.AddRange(FilesOf(folder, partition!));
            files.Sort(first, files.Count - first, Comparer<TableFile>.Create((one, other) => CompareBytes(one.Path, other.Path)));
        }

        return files;
    }

    /// <summary>Compares texts as DuckDB does: by the bytes of their UTF-8.</summary>
    public static int CompareBytes(string? one, string? other) =>
        Ascii.IsValid(one) && Ascii.IsValid(other)
            ? string.CompareOrdinal(one, other)
            : Encoding.UTF8.GetBytes(one ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other ?? ""));

    private static FileSystemEnumerable<TableFile> FilesOf(string folder, string partition) =>
        new(Path.Combine(folder, partition), (ref entry) => FileOf(partition, ref entry), Everything)
        {
            ShouldIncludePredicate = (ref entry) =>
                !entry.IsDirectory && char.IsAsciiHexDigitLower(entry.FileName[0]) && entry.FileName.EndsWith(PipelineContract.TableFileSuffix, StringComparison.Ordinal),
        };

    private static TableFile FileOf(string partition, ref FileSystemEntry entry)
    {
        string path = $"{partition}/{entry.FileName}";
        if ((entry.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            return new TableFile(path, entry.Length, entry.LastWriteTimeUtc.Ticks);
        }

        // What a link leads to can change while the link stays as it is.
        var target = entry.ToFileSystemInfo().ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return new TableFile(path, target is { Exists: true } ? target.Length : 0, target?.LastWriteTimeUtc.Ticks ?? 0);
    }
}
