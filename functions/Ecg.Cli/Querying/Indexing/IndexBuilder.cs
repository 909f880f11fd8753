using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>
/// Brings a table's index up to date: opens the files that are new or have changed since, and only those.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="lake">The lake's folder, an absolute path.</param>
/// <param name="hasRows">Whether the index has the rows as well as the list of files.</param>
/// <param name="scratch">A folder for what is to be read by this process alone; it need not exist.</param>
/// <param name="tell">Takes a line for whoever waits, where there is much to do.</param>
internal sealed class IndexBuilder(LakeTable table, string lake, bool hasRows, string scratch, Action<string> tell)
{
    // Fewer are read before the line is.
    private const int WorthTelling = 1000;

    // A file's time is as fine as its file system's clock: what was written just now may be written again within a tick.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly IndexFolder _folder = new(lake, table.Name);
    private readonly LayoutSet _layouts = new();

    /// <summary>The index of some files.</summary>
    /// <param name="files">All files of the table as they are listed now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// <see langword="null"/> where the files are such that only DuckDB can tell what they are together: one is damaged, columns
    /// are nested or have one name and two types. A file that has gone meanwhile is left out.
    /// </returns>
    public TableIndex? Build(IReadOnlyList<TableFile> files, CancellationToken cancellationToken)
    {
        TableIndex? kept = ReadKept();
        if (kept is not null && kept.Entries.Select(entry => entry.File).SequenceEqual(files))
        {
            return kept;
        }

        try
        {
            Directory.CreateDirectory(scratch);
            return Renew(files, kept, cancellationToken)
                ?? (kept is null ? null : Renew(files, kept: null, cancellationToken));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private TableIndex? Renew(IReadOnlyList<TableFile> files, TableIndex? kept, CancellationToken cancellationToken)
    {
        try
        {
            return Write(files, kept, cancellationToken);
        }
        catch (Exception error) when (error is DbException or InvalidDataException or NotSupportedException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    // An index that cannot be read, or that was written by something else, is as good as none.
    private TableIndex? ReadKept()
    {
        try
        {
            return _folder.NewestEntries() is { } entries ? Read(entries) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private TableIndex? Read(string path)
    {
        List<IndexEntry> entries = EntriesFile.Read(path, _layouts);
        string? rows = hasRows ? IndexFolder.RowsOf(path) : null;
        return Of(entries, rows);
    }

    private static TableIndex? Of(IReadOnlyList<IndexEntry> entries, string? rows)
    {
        IEnumerable<TableLayout> layouts = entries.Select(entry => entry.Layout).Distinct(ReferenceEqualityComparer.Instance).Cast<TableLayout>();
        return TableLayout.Union(layouts) is { } columns && (rows is null || Holds(rows, columns, entries.Sum(entry => (long)entry.Rows)))
            ? new TableIndex(entries, columns, rows)
            : null;
    }

    private static bool Holds(string path, TableLayout columns, long count)
    {
        using var rows = new RowsReader(path);
        return rows.Rows == count && columns.Columns.All(rows.Columns.Select(LakeColumn.Of).ToHashSet().Contains);
    }

    private TableIndex? Write(IReadOnlyList<TableFile> files, TableIndex? kept, CancellationToken cancellationToken)
    {
        long latest = (DateTime.UtcNow - Settled).Ticks;
        var known = new Dictionary<TableFile, int>();
        for (int place = 0; place < kept?.Entries.Count; place++)
        {
            known[kept.Entries[place].File] = place;
        }

        List<TableFile> unknown = [.. files.Where(file => !known.ContainsKey(file))];
        if (unknown.Count >= WorthTelling)
        {
            tell($"Reading {unknown.Count} new files of '{table.Name}' into the lake's index; the next query will be faster.");
        }

        var reading = new FilesInOrder(part => ReadSome(part, cancellationToken));
        string? rows = hasRows ? NewScratchFile() : null;
        using var merge = new IndexMerge(kept, reading.Read(unknown), rows);
        foreach (TableFile file in files)
        {
            if (known.TryGetValue(file, out int place))
            {
                merge.Carry(place);
            }
            else
            {
                merge.Take(file);
            }
        }

        merge.Finish();
        if (Of(merge.Entries, rows) is not { } index)
        {
            return null;
        }

        string list = NewScratchFile();
        EntriesFile.Write(list, merge.Entries, latest);
        _folder.Keep(list, rows, cancellationToken);
        return index;
    }

    private FilesRead ReadSome(TableFile[] files, CancellationToken cancellationToken)
    {
        using var reader = new TableFileReader(_layouts, scratch, cancellationToken);
        var entries = new List<IndexEntry>(files.Length);
        var rows = new TableRows();
        foreach (TableFile file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = table.PathOf(lake, file.Path);
            if ((hasRows ? reader.ReadRows(file, path, rows) : reader.ReadFooter(file, path)) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return new FilesRead(entries, rows);
    }

    private string NewScratchFile() =>
        Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture, $"{table.Name}-{Guid.NewGuid():N}.parquet"));
}
