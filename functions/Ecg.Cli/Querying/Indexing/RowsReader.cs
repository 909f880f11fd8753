using System.Buffers;
using Ecg.Lake.Parquet;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>Reads a Parquet file a row group at a time.</summary>
/// <remarks>
/// Not for use by several threads. A file that is damaged is an <see cref="InvalidDataException"/>, one of another form than the
/// lake's a <see cref="NotSupportedException"/>.
/// </remarks>
internal sealed class RowsReader : IDisposable
{
    private readonly FileStream _input;
    private readonly PageReader _pages = new();
    private readonly ParquetFooter _footer;

    /// <summary>Opens a file.</summary>
    public RowsReader(string path)
    {
        _input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            byte[] tail = Bytes(_input.Length - FooterReader.TailLength, FooterReader.TailLength);
            int length = FooterReader.LengthOf(tail, _input.Length);
            _footer = new FooterReader().Read(Bytes(_input.Length - FooterReader.TailLength - length, length));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<Column> Columns => _footer.Columns;

    /// <summary>The number of row groups.</summary>
    public int Groups => _footer.RowGroups.Count;

    /// <summary>The number of rows.</summary>
    public long Rows => _footer.RowGroups.Sum(group => (long)group.Rows);

    /// <summary>Reads a row group.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="rows">Takes the rows.</param>
    public void Read(int index, TableRows rows)
    {
        StoredRowGroup group = _footer.RowGroups[index];
        group.Check(_input.Length);
        foreach (StoredChunk chunk in group.Chunks)
        {
            byte[] bytes = ArrayPool<byte>.Shared.Rent((int)chunk.Length);
            Span<byte> pages = bytes.AsSpan(0, (int)chunk.Length);
            _input.Position = chunk.Offset;
            _input.ReadExactly(pages);
            _pages.Read(pages, chunk, group.Rows, rows[chunk.Column]);
            ArrayPool<byte>.Shared.Return(bytes);
        }

        rows.End(group.Rows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pages.Dispose();
        _input.Dispose();
    }

    private byte[] Bytes(long position, int count)
    {
        if (position < 0)
        {
            throw new InvalidDataException("The file is too short for a Parquet file.");
        }

        byte[] bytes = new byte[count];
        _input.Position = position;
        _input.ReadExactly(bytes);
        return bytes;
    }
}
