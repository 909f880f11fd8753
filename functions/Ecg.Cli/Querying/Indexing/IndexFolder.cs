using System.Globalization;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>
/// Where a lake keeps what was read of a table's files. It is derived and may be deleted at any time; Glue, Athena and
/// Spark pass over names that begin with an underscore.
/// </summary>
/// <remarks>
/// Files are never changed: a new index has new names, and its list of files, put last, makes it valid. So a process
/// that is killed leaves at most files that nobody reads, and one that writes disturbs none that reads.
/// </remarks>
/// <param name="lake">The lake's folder.</param>
/// <param name="table">The table's name.</param>
internal sealed class IndexFolder(string lake, string table)
{
    /// <summary>The folder's name within the lake.</summary>
    public const string Name = "_catalogue";

    private const string EntriesEnding = ".files.parquet";
    private const string RowsEnding = ".rows.parquet";

    // Another process may have begun to read them.
    private static readonly TimeSpan OutdatedStays = TimeSpan.FromMinutes(10);

    private readonly string _folder = Path.Combine(lake, Name);

    // Increased whenever the content of an index changes its meaning.
    private readonly string _prefix = $"{table}-v2-";

    /// <summary>The list of files that was written last; <see langword="null"/> where there is none.</summary>
    public string? NewestEntries() => All(EntriesEnding, _prefix)
        .OrderByDescending(file => file.LastWriteTimeUtc)
        .ThenBy(file => file.Name, StringComparer.Ordinal)
        .FirstOrDefault()?.FullName;

    /// <summary>The rows that belong to a list of files.</summary>
    public static string RowsOf(string entries) => string.Concat(entries.AsSpan(0, entries.Length - EntriesEnding.Length), RowsEnding);

    /// <summary>Keeps an index and removes outdated ones. Where the lake cannot be written nothing is kept.</summary>
    /// <param name="entries">The list of files.</param>
    /// <param name="rows">The rows; <see langword="null"/> for a table without them.</param>
    /// <param name="cancellationToken">Stops it; then nothing is kept.</param>
    public void Keep(string entries, string? rows, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            string kept = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_prefix}{Guid.NewGuid():N}{EntriesEnding}"));
            if (rows is not null)
            {
                Put(rows, RowsOf(kept), cancellationToken);
            }

            Put(entries, kept, cancellationToken);
            RemoveOutdated(kept);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next query has to read the files once more; this one has what it needs.
        }
    }

    private static void Put(string source, string target, CancellationToken cancellationToken)
    {
        using FileStream input = File.OpenRead(source);
        AtomicFile.Write(
            target,
            output =>
            {
                input.CopyTo(output, 1 << 20);
                output.Flush(flushToDisk: true);
                return input.Length;
            },
            cancellationToken);
    }

    private void RemoveOutdated(string kept)
    {
        DateTime before = DateTime.UtcNow - OutdatedStays;
        foreach (FileInfo file in All(EntriesEnding, $"{table}-v").Concat(All(RowsEnding, $"{table}-v")))
        {
            if (file.LastWriteTimeUtc < before && file.FullName != kept && file.FullName != RowsOf(kept))
            {
                file.Delete();
            }
        }
    }

    // Other versions of the command name theirs otherwise.
    private FileInfo[] All(string ending, string prefix)
    {
        var folder = new DirectoryInfo(_folder);
        return folder.Exists ? folder.GetFiles($"{prefix}*{ending}") : [];
    }
}
