using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Runtime.ExceptionServices;
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
    // What DuckDB keeps of a file that it has open is ten times the size of a recording's row.
    private const int FilesAtOnce = 400;

    // A file's time is as fine as its file system's clock: what was written just now may be written again within a tick.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    // Who has the rows asks them.
    private const string NoRecordIds = "SELECT '' AS file_name, NULL::VARCHAR AS lowest, NULL::VARCHAR AS highest";

    private readonly IndexFolder _folder = new(lake, table.Name);
    private readonly Dictionary<string, TableLayout> _layouts = new(StringComparer.Ordinal);
    private int _scratchFiles;

    /// <summary>The index of some files.</summary>
    /// <param name="files">All files of the table as they are listed now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// <see langword="null"/> where the files are such that only DuckDB can tell what they are together: one is damaged or has
    /// gone, columns are nested or have one name and two types.
    /// </returns>
    public TableIndex? Build(IReadOnlyList<TableFile> files, CancellationToken cancellationToken)
    {
        TableIndex? kept = ReadKept(cancellationToken);
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
        catch (Exception error) when (error is DbException or InvalidDataException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    // An index that cannot be read, or that was written by something else, is as good as none.
    private TableIndex? ReadKept(CancellationToken cancellationToken)
    {
        try
        {
            return _folder.NewestEntries() is { } entries ? Read(entries, cancellationToken) : null;
        }
        catch (Exception error) when (error is DbException or JsonException or InvalidCastException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private TableIndex? Read(string path, CancellationToken cancellationToken)
    {
        using var database = new IndexDatabase(scratch, cancellationToken);
        var entries = new List<IndexEntry>();
        var layouts = new List<TableLayout>();
        database.Read(
            $"SELECT path, length, written, layout, columns, lowest, highest FROM {SqlText.ParquetFile(path)}",
            reader =>
            {
                if (!reader.IsDBNull(4))
                {
                    layouts.Add(LayoutOf(reader.GetString(4)));
                }

                var file = new TableFile(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2));
                entries.Add(new IndexEntry(file, LayoutAt(layouts, reader.GetInt32(3)), reader.TextAt(5), reader.TextAt(6)));
            });
        string? rows = hasRows ? IndexFolder.RowsOf(path) : null;
        return Of(entries, rows, database);
    }

    private static TableLayout LayoutAt(List<TableLayout> layouts, int index) => index >= 0 && index < layouts.Count
        ? layouts[index]
        : throw new InvalidDataException("The index names columns that it does not have.");

    // Equal layouts are one object, however their text was written.
    private TableLayout LayoutOf(string json)
    {
        lock (_layouts)
        {
            if (!_layouts.TryGetValue(json, out TableLayout? layout))
            {
                var parsed = TableLayout.Parse(json);
                layout = _layouts.GetValueOrDefault(parsed.ToJson(), parsed);
                _layouts[parsed.ToJson()] = layout;
                _layouts[json] = layout;
            }

            return layout;
        }
    }

    // The rows are what they were in the files only if Parquet gives back the types that were put in.
    private static TableIndex? Of(IReadOnlyList<IndexEntry> entries, string? rows, IndexDatabase database)
    {
        IEnumerable<TableLayout> layouts = entries.Select(entry => entry.Layout).Distinct(ReferenceEqualityComparer.Instance).Cast<TableLayout>();
        if (TableLayout.Union(layouts) is not { } columns)
        {
            return null;
        }

        var index = new TableIndex(entries, columns, rows);
        return rows is null || database.ColumnsOf(index.SelectRows()).SequenceEqual(columns.Columns.Append(new LakeColumn(PipelineContract.PartitionColumn, "VARCHAR")))
            ? index
            : null;
    }

    private TableIndex? Write(IReadOnlyList<TableFile> files, TableIndex? kept, CancellationToken cancellationToken)
    {
        long latest = (DateTime.UtcNow - Settled).Ticks;
        IndexEntry?[] entries = Carry(files, kept);
        bool[] unchanged = entries.Select(entry => entry is not null).ToArray();
        int[] places = [.. Enumerable.Range(0, files.Count).Where(place => !unchanged[place])];
        if (places.Length >= TableIndex.FewestFiles)
        {
            tell($"Reading {places.Length} new files of '{table.Name}' into the lake's index; the next question does without.");
        }

        List<string> parts = ReadFiles(files, places, entries, cancellationToken);

        using var database = new IndexDatabase(scratch, cancellationToken);
        database.Fill(
            "CREATE TABLE listed (place INTEGER, path VARCHAR, unchanged BOOLEAN)",
            "listed",
            files.Count,
            (row, place) => row.AppendValue(place).AppendValue(files[place].Path).AppendValue(unchanged[place]));
        string? rows = hasRows ? WriteRows(database, kept?.Rows, parts) : null;
        if (Of(entries!, rows, database) is not { } index)
        {
            return null;
        }

        _folder.Keep(WriteEntries(database, entries!, latest), rows, cancellationToken);
        return index;
    }

    private static IndexEntry?[] Carry(IReadOnlyList<TableFile> files, TableIndex? kept)
    {
        var known = (kept?.Entries ?? []).ToDictionary(entry => entry.File);
        return [.. files.Select(known.GetValueOrDefault)];
    }

    private List<string> ReadFiles(
        IReadOnlyList<TableFile> files, int[] places, IndexEntry?[] entries, CancellationToken cancellationToken)
    {
        var parts = new ConcurrentBag<string>();
        try
        {
            Parallel.ForEach(places.Chunk(FilesAtOnce), some => ReadSome(files, some, entries, parts, cancellationToken));
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return [.. parts];
    }

    private void ReadSome(
        IReadOnlyList<TableFile> files, int[] places, IndexEntry?[] entries, ConcurrentBag<string> parts, CancellationToken cancellationToken)
    {
        // A database of its own: DuckDB gives the memory of the footers back with it.
        using var database = new IndexDatabase(scratch, cancellationToken);
        Dictionary<string, int> placeOf = places.ToDictionary(place => table.PathOf(lake, files[place].Path));
        ReadFooters(database, files, placeOf, entries);
        if (!hasRows)
        {
            return;
        }

        foreach (IGrouping<object?, int> group in places.GroupBy(place => entries[place]!.Layout, ReferenceEqualityComparer.Instance))
        {
            string part = NewScratchFile();
            database.Execute($"COPY ({table.SelectWithPlace(lake, group.Select(place => files[place]))}) TO '{SqlText.Literal(part)}' (FORMAT parquet)");
            parts.Add(part);
        }
    }

    private void ReadFooters(
        IndexDatabase database, IReadOnlyList<TableFile> files, Dictionary<string, int> placeOf, IndexEntry?[] entries)
    {
        string list = SqlText.Files(placeOf.Keys);
        int left = placeOf.Count;
        database.Read(
            $"""
            WITH columns AS (
                SELECT file_name, to_json(list(struct_pack("Name" := name, "Type" := duckdb_type) ORDER BY column_id)) AS layout,
                    bool_or(num_children IS NOT NULL OR duckdb_type IS NULL) AS is_nested
                FROM parquet_schema({list}) WHERE column_id > 0 GROUP BY file_name
            ), record_ids AS ({(hasRows ? NoRecordIds : RecordIdsOf(list))})
            SELECT file_name, layout::VARCHAR, is_nested, lowest, highest FROM columns LEFT JOIN record_ids USING (file_name)
            """,
            reader =>
            {
                if (reader.GetBoolean(2) || !placeOf.TryGetValue(reader.GetString(0), out int place))
                {
                    throw new InvalidDataException("The columns of a file are none that an index can hold.");
                }

                entries[place] = new IndexEntry(files[place], LayoutOf(reader.GetString(1)), reader.TextAt(3), reader.TextAt(4));
                left--;
            });
        if (left != 0)
        {
            throw new InvalidDataException("A file has no columns.");
        }
    }

    private static string RecordIdsOf(string list) =>
        $"""
        SELECT file_name,
            CASE WHEN count(stats_min_value) = count(*) THEN min(stats_min_value) END AS lowest,
            CASE WHEN count(stats_max_value) = count(*) THEN max(stats_max_value) END AS highest
        FROM parquet_metadata({list}) WHERE path_in_schema = 'record_id' GROUP BY file_name
        """;

    private string WriteRows(IndexDatabase database, string? kept, List<string> parts)
    {
        List<string> sources = [];
        if (kept is not null)
        {
            sources.Add($"SELECT * FROM {SqlText.ParquetFile(kept)} WHERE \"{TableIndex.PathColumn}\" IN (SELECT path FROM listed WHERE unchanged)");
        }

        // One scan, which has one part open at a time.
        if (parts.Count > 0)
        {
            sources.Add($"SELECT * FROM read_parquet({SqlText.Files(parts)}, union_by_name = true, hive_partitioning = false)");
        }

        string rows = NewScratchFile();
        database.Execute(
            $"""
            COPY (
                SELECT source.* FROM ({string.Join(" UNION ALL BY NAME ", sources)}) AS source
                JOIN listed ON listed.path = source."{TableIndex.PathColumn}"
                ORDER BY listed.place, source."{TableIndex.RowColumn}"
            ) TO '{SqlText.Literal(rows)}' (FORMAT parquet, COMPRESSION zstd)
            """);
        parts.ForEach(File.Delete);
        return rows;
    }

    private string WriteEntries(IndexDatabase database, IndexEntry[] entries, long latest)
    {
        var numbers = new Dictionary<TableLayout, int>(ReferenceEqualityComparer.Instance);
        database.Fill(
            "CREATE TABLE entries (path VARCHAR, length BIGINT, written BIGINT, layout INTEGER, columns VARCHAR, lowest VARCHAR, highest VARCHAR)",
            "entries",
            entries.Length,
            (row, place) =>
            {
                (TableFile file, TableLayout? layout, string? lowest, string? highest) = entries[place];
                bool isNew = numbers.TryAdd(layout, numbers.Count);
                row.AppendValue(file.Path).AppendValue(file.Length).AppendValue(file.Written <= latest ? file.Written : -1)
                    .AppendValue(numbers[layout]).AppendValue(isNew ? layout.ToJson() : null).AppendValue(lowest).AppendValue(highest);
            });
        string path = NewScratchFile();
        database.Execute($"COPY entries TO '{SqlText.Literal(path)}' (FORMAT parquet, COMPRESSION zstd)");
        return path;
    }

    private string NewScratchFile() =>
        Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture, $"{table.Name}-{Environment.TickCount64}-{Interlocked.Increment(ref _scratchFiles)}.parquet"));
}
