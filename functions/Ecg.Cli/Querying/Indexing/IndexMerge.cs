using Ecg.Lake.Parquet;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>
/// Puts an index together from the one before and from files that were read, in the order of all files, which both have. A pass
/// from front to back: of the rows there are never more in memory than a few row groups.
/// </summary>
/// <param name="kept">The index before; <see langword="null"/> for none.</param>
/// <param name="read">The new files.</param>
/// <param name="path">The file to be written with the rows; <see langword="null"/> for an index without.</param>
internal sealed class IndexMerge(TableIndex? kept, IEnumerable<FilesRead> read, string? path) : IDisposable
{
    private static readonly Column PathColumn = new(TableIndex.PathColumn, ColumnKind.Text);
    private static readonly Column DatasetColumn = new(PipelineContract.PartitionColumn, ColumnKind.Text);

    private readonly List<IndexEntry> _entries = [];
    private readonly IEnumerator<FilesRead> _parts = read.GetEnumerator();
    private readonly RowsWriter? _rows = path is null ? null : new RowsWriter(path);
    private readonly KeptRows? _keptRows = path is null || kept?.Rows is null ? null : new KeptRows(kept.Rows);
    private int _keptPlace;
    private FilesRead _part = new([], new TableRows());
    private int _partPlace;
    private int _partRow;

    /// <summary>What the index knows of each file, so far.</summary>
    public IReadOnlyList<IndexEntry> Entries => _entries;

    /// <summary>Adds a file of the index before.</summary>
    /// <param name="place">Its place there, beyond that of the last.</param>
    /// <exception cref="InvalidDataException">It is not, so that the index is in another order.</exception>
    public void Carry(int place)
    {
        if (place < _keptPlace)
        {
            throw new InvalidDataException("The index lists its files in another order.");
        }

        for (; _keptPlace < place; _keptPlace++)
        {
            _keptRows?.Next(kept!.Entries[_keptPlace].Rows, take: null);
        }

        IndexEntry entry = kept!.Entries[_keptPlace++];
        _entries.Add(entry);
        _keptRows?.Next(entry.Rows, Append);
    }

    /// <summary>Adds a file that was read; one that has gone meanwhile is left out.</summary>
    public void Take(TableFile file)
    {
        while (_partPlace == _part.Entries.Count && _parts.MoveNext())
        {
            (_part, _partPlace, _partRow) = (_parts.Current, 0, 0);
        }

        if (_partPlace == _part.Entries.Count || _part.Entries[_partPlace].File != file)
        {
            return;
        }

        IndexEntry entry = _part.Entries[_partPlace++];
        _entries.Add(entry);
        if (_rows is not null)
        {
            Text(PathColumn).Add(file.Path, entry.Rows);
            Text(DatasetColumn).Add(file.Dataset, entry.Rows);
            Append(_part.Rows, _partRow, entry.Rows);
            _partRow += entry.Rows;
        }
    }

    /// <summary>Writes what is left of the rows.</summary>
    public void Finish() => _rows?.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        _parts.Dispose();
        _keptRows?.Dispose();
        _rows?.Dispose();
    }

    private CellsOf<string> Text(Column column) => (CellsOf<string>)_rows!.Waiting[column];

    private void Append(TableRows source, int first, int count)
    {
        _rows!.Waiting.AddRange(source, first, count);
        _rows.End(count);
    }
}
