using Ecg.Lake.Parquet;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>
/// Reads files of a table. Those in the converter's form, which are many and small, it reads itself; DuckDB takes ten times as
/// long for one, and reads the others. Not for use by several threads.
/// </summary>
/// <remarks>A file that an index cannot hold is an <see cref="InvalidDataException"/>.</remarks>
/// <param name="layouts">The layouts of all files.</param>
/// <param name="scratch">A folder for what does not fit in memory.</param>
/// <param name="cancellationToken">Stops the reading.</param>
internal sealed class TableFileReader(LayoutSet layouts, string scratch, CancellationToken cancellationToken) : IDisposable
{
    // Beyond this a file is read a column at a time.
    private const int Whole = 1 << 20;

    // A footer of a dozen leads fits, so that most files are read at once.
    private const int FooterGuess = 8 << 10;

    private readonly FooterReader _footers = new();
    private readonly PageReader _pages = new();
    private byte[] _bytes = new byte[FooterGuess];
    private IReadOnlyList<Column>? _lastColumns;
    private TableLayout? _lastLayout;
    private IndexDatabase? _database;

    /// <summary>Reads a file's rows.</summary>
    /// <param name="file">The file as it was listed.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="rows">Takes the rows; after an exception it is not to be used.</param>
    /// <returns>What the index knows of it; <see langword="null"/> where it has gone.</returns>
    public IndexEntry? ReadRows(TableFile file, string path, TableRows rows)
    {
        int before = rows.Count;
        try
        {
            IReadOnlyList<Column> columns = ReadOwn(path, rows);
            return new IndexEntry(file, LayoutOf(columns), rows.Count - before, null, null);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            rows.Withdraw(before);
            TableLayout layout = ReadWithDuckDb(path, rows);
            return new IndexEntry(file, layout, rows.Count - before, null, null);
        }
    }

    /// <summary>Reads a file's columns, and which recordings it can have.</summary>
    /// <param name="file">The file as it was listed.</param>
    /// <param name="path">Where it is.</param>
    /// <returns>What the index knows of it; <see langword="null"/> where it has gone.</returns>
    public IndexEntry? ReadFooter(TableFile file, string path)
    {
        try
        {
            ParquetFooter footer = ReadFooter(path);
            (string? lowest, string? highest) = RecordIdsOf(footer);
            return new IndexEntry(file, LayoutOf(footer.Columns), 0, lowest, highest);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return new IndexEntry(file, LayoutWithDuckDb(path), 0, null, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pages.Dispose();
        _database?.Dispose();
    }

    private IReadOnlyList<Column> ReadOwn(string path, TableRows rows)
    {
        using (FileStream input = Open(path))
        {
            if (input.Length <= Whole)
            {
                return ReadWhole(Load(input, (int)input.Length), rows);
            }
        }

        using var large = new RowsReader(path);
        for (int group = 0; group < large.Groups; group++)
        {
            large.Read(group, rows);
        }

        return large.Columns;
    }

    private IReadOnlyList<Column> ReadWhole(ReadOnlySpan<byte> bytes, TableRows rows)
    {
        ParquetFooter footer = _footers.Read(FooterReader.FooterOf(bytes));
        foreach (StoredRowGroup group in footer.RowGroups)
        {
            group.Check(bytes.Length);
            foreach (StoredChunk chunk in group.Chunks)
            {
                _pages.Read(bytes.Slice((int)chunk.Offset, (int)chunk.Length), chunk, group.Rows, rows[chunk.Column]);
            }

            rows.End(group.Rows);
        }

        return footer.Columns;
    }

    private ParquetFooter ReadFooter(string path)
    {
        using FileStream input = Open(path);
        ReadOnlySpan<byte> end = Load(input, (int)Math.Min(FooterGuess, input.Length));
        int length = FooterReader.LengthOf(end[^Math.Min(FooterReader.TailLength, end.Length)..], input.Length);
        if (length > end.Length - FooterReader.TailLength)
        {
            end = Load(input, length + FooterReader.TailLength);
        }

        return _footers.Read(end[..^FooterReader.TailLength][^length..]);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    // The end of the file.
    private ReadOnlySpan<byte> Load(FileStream input, int count)
    {
        if (_bytes.Length < count)
        {
            _bytes = new byte[2 * count];
        }

        input.Position = input.Length - count;
        input.ReadExactly(_bytes, 0, count);
        return _bytes.AsSpan(0, count);
    }

    private TableLayout LayoutOf(IReadOnlyList<Column> columns)
    {
        if (_lastLayout is null || !ReferenceEquals(columns, _lastColumns))
        {
            (_lastColumns, _lastLayout) = (columns, layouts.Of([.. columns.Select(LakeColumn.Of)]));
        }

        return _lastLayout;
    }

    private static (string? Lowest, string? Highest) RecordIdsOf(ParquetFooter footer)
    {
        string? lowest = null;
        string? highest = null;
        foreach (StoredRowGroup group in footer.RowGroups)
        {
            StoredChunk? recordIds = group.Chunks.FirstOrDefault(chunk => chunk.Column.Name == TableIndex.RecordIdColumn);
            if (recordIds is not { Min: { } min, Max: { } max })
            {
                return (null, null);
            }

            lowest = Lower(lowest, TextValues.Decode(min));
            highest = Higher(highest, TextValues.Decode(max));
        }

        // A file of one recording has one text: of 50 000 files half of the texts need not be kept.
        return (lowest, highest == lowest ? lowest : highest);
    }

    private static string Lower(string? one, string other) => one is null || TableListing.CompareBytes(other, one) < 0 ? other : one;

    private static string Higher(string? one, string other) => one is null || TableListing.CompareBytes(other, one) > 0 ? other : one;

    private TableLayout LayoutWithDuckDb(string path)
    {
        _database ??= new IndexDatabase(scratch, cancellationToken);
        return layouts.Of(_database.ColumnsOf($"SELECT * FROM {SqlText.ParquetFile(path)}"));
    }

    private TableLayout ReadWithDuckDb(string path, TableRows rows)
    {
        TableLayout layout = LayoutWithDuckDb(path);
        ColumnValues[] columns = [.. layout.Columns.Select(column => rows[column.ToColumn()])];
        int count = 0;
        _database!.Read(
            $"SELECT * FROM {SqlText.ParquetFile(path)}",
            reader =>
            {
                for (int column = 0; column < columns.Length; column++)
                {
                    reader.AddCellTo(columns[column], column);
                }

                count++;
            });
        rows.End(count);
        return layout;
    }
}
