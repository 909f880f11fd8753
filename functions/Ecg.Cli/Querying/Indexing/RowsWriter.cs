using Ecg.Lake.Parquet;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>Writes the rows of an index to one Parquet file, a part at a time, and takes new columns as they come.</summary>
/// <param name="path">The file.</param>
internal sealed class RowsWriter(string path) : IDisposable
{
    // A row group: as many as a query takes up well and memory holds easily.
    private const int Together = 1 << 16;

    private readonly TableRows _waiting = new();
    private FileStream? _output;
    private ParquetWriter? _file;
    private int _columns;

    /// <summary>The rows that wait to be written: whoever adds cells ends them with <see cref="End"/>.</summary>
    public TableRows Waiting => _waiting;

    /// <summary>Ends rows whose cells were added.</summary>
    public void End(int count)
    {
        _waiting.End(count);
        if (_waiting.Count >= Together)
        {
            Write();
        }
    }

    /// <summary>Writes what waits, and the end of the file.</summary>
    public void Finish()
    {
        if (_waiting.Count > 0 || _file is null)
        {
            Write();
        }

        Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _output?.Dispose();
        (_file, _output) = (null, null);
    }

    private void Write()
    {
        if (_file is null || _columns < _waiting.Columns.Count)
        {
            Widen();
        }

        WriteGroup(_waiting);
        _waiting.Clear();
    }

    // All row groups of a file have the same columns: the ones written so far are written again.
    private void Widen()
    {
        string? narrow = null;
        if (_file is not null)
        {
            Close();
            narrow = AtomicFile.TemporaryPathIn(Path.GetDirectoryName(path)!);
            File.Move(path, narrow);
        }

        _columns = _waiting.Columns.Count;
        _output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _file = new ParquetWriter(_output, [.. _waiting.Columns.Select(values => values.Column)], [], "ecg query");
        if (narrow is not null)
        {
            CopyFrom(narrow);
            File.Delete(narrow);
        }
    }

    private void CopyFrom(string narrow)
    {
        using var rows = new RowsReader(narrow);
        var group = new TableRows();
        foreach (ColumnValues values in _waiting.Columns)
        {
            _ = group[values.Column];
        }

        for (int index = 0; index < rows.Groups; index++)
        {
            group.Clear();
            rows.Read(index, group);
            WriteGroup(group);
        }
    }

    private void WriteGroup(TableRows rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        _file!.BeginRowGroup(rows.Count);
        foreach (ColumnValues values in rows.Columns)
        {
            values.Write(_file);
        }
    }

    private void Close()
    {
        _file!.Finish();
        Dispose();
    }
}
