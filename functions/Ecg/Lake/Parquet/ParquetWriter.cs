using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Writes one Parquet file front to back: row groups with one data page a column, under zstd where that saves anything, statistics,
/// and a footer. The encodings are those that every reader of the lake knows.
/// </summary>
/// <remarks>
/// The format is that of Apache Parquet's README.md, Encodings.md and parquet.thrift. The point of this writer is the
/// caller that already knows its dictionary: <see cref="WriteDictionary"/> takes indices and packs them
/// as <see cref="DictionaryIndices"/> does. A call that would make a file that nobody can read is
/// an <see cref="InvalidOperationException"/> that names the column. Not safe for use by several threads.
/// </remarks>
internal sealed class ParquetWriter : IDisposable
{
    // A smaller page, such as a number for each of twelve leads, loses a few dozen bytes at most, for the time that kilobytes take.
    private const int SmallestCompressed = 128;

    private readonly IReadOnlyList<Column> _columns;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _metadata;
    private readonly string _createdBy;
    private readonly PageWriter _pages;
    private readonly List<RowGroup> _rowGroups = [];
    private readonly List<ColumnChunk> _chunks = [];
    private int _rows;
    private bool _isFinished;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Takes the bytes; not disposed of.</param>
    /// <param name="columns">The table's columns, at least one, no two of one name.</param>
    /// <param name="metadata">The file's key-value metadata.</param>
    /// <param name="createdBy">The writer's name and version, as parquet.thrift wants it.</param>
    public ParquetWriter(
        Stream output,
        IReadOnlyList<Column> columns,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        string createdBy)
    {
        CheckNames(columns);
        _columns = columns;
        _metadata = metadata;
        _createdBy = createdBy;
        _pages = new PageWriter(output);
        _pages.Write("PAR1"u8);
    }

    /// <summary>The number of bytes written so far.</summary>
    public long Length => _pages.Position;

    private ByteBuffer Page => _pages.Page;

    /// <summary>Begins a row group, after the last one has all its columns.</summary>
    /// <param name="rows">The number of its rows, at least 1.</param>
    public void BeginRowGroup(int rows)
    {
        EndRowGroup();
        if (_isFinished)
        {
            throw new InvalidOperationException("The file is finished: no row group can follow.");
        }

        if (rows < 1)
        {
            throw new InvalidOperationException($"A row group has at least 1 row, not {rows}.");
        }

        _rows = rows;
    }

    /// <summary>Writes the next column: the same text in every row.</summary>
    public void WriteConstant(string value)
    {
        Column column = BeginColumn(ColumnKind.Text, _rows);
        var text = Utf8Text.Of(value);
        AddText(text);
        DictionaryPage dictionary = EndDictionary(1, PageCodec.Uncompressed);

        AddLevels(column);
        Page.Add(1);
        Page.AddVarint((ulong)_rows << 1);
        Page.Add(0);
        EndColumn(column, PageEncoding.RleDictionary, Statistics.Of(0, new Extremes<Utf8Text>(text, text)), dictionary);
    }

    /// <summary>Writes the next column, of 32-bit numbers that follow one another.</summary>
    /// <param name="first">The first row's number.</param>
    public void WriteSequence(int first)
    {
        Column column = BeginColumn(ColumnKind.Int32, _rows);
        AddLevels(column);
        DeltaBinaryPacked.EncodeEven(first, 1, _rows, Page);
        EndColumn(column, PageEncoding.DeltaBinaryPacked, Statistics.Of(0, new Extremes<int>(first, first + _rows - 1)));
    }

    /// <summary>Writes the next column, of 64-bit numbers that rise by the same step from row to row, as differences.</summary>
    /// <param name="first">The first row's number.</param>
    /// <param name="step">The step, not negative.</param>
    public void WriteAscending(long first, long step)
    {
        Column column = BeginColumn(ColumnKind.Int64, _rows);
        AddLevels(column);
        DeltaBinaryPacked.EncodeEven(first, step, _rows, Page);
        EndColumn(column, PageEncoding.DeltaBinaryPacked, Statistics.Of(0, new Extremes<long>(first, first + (step * (_rows - 1)))));
    }

    /// <summary>Writes the next column, of 64-bit numbers that never fall, as differences.</summary>
    /// <param name="values">A value for each row.</param>
    public void WriteAscending(ReadOnlySpan<long> values)
    {
        Column column = BeginColumn(ColumnKind.Int64, values.Length);
        AddLevels(column);
        DeltaBinaryPacked.Encode(values, Page);
        EndColumn(column, PageEncoding.DeltaBinaryPacked, Statistics.Of(0, new Extremes<long>(values[0], values[^1])));
    }

    /// <summary>Writes the next column, which is optional, without a value in any row.</summary>
    public void WriteNulls()
    {
        Column column = BeginColumn(kind: null, _rows, _rows);
        AddLevels(column, haveValues: false);
        EndColumn(column, PageEncoding.Plain, Statistics.OfNulls(_rows));
    }

    /// <summary>Writes the next column from a dictionary that the caller has made.</summary>
    /// <param name="dictionary">The distinct values, ascending, at most 65 536 and none of them NaN.</param>
    /// <param name="indices">The place in the dictionary of each row's value, null rows left out.</param>
    /// <param name="present">A bit for each row, low bits first, that tells whether it has a value; empty where each has.</param>
    public void WriteDictionary(ReadOnlySpan<float> dictionary, DictionaryIndices indices, ReadOnlySpan<byte> present = default)
    {
        int nulls = CountNulls(present);
        Column column = BeginColumn(ColumnKind.Float, indices.Length + nulls, nulls);
        Page.Add(MemoryMarshal.AsBytes(dictionary));
        DictionaryPage page = EndDictionary(dictionary.Length, indices.Codec);

        AddLevels(column, present);
        indices.AddTo(Page);
        EndColumn(column, PageEncoding.RleDictionary, StatisticsOf(column, nulls, dictionary[0], dictionary[^1]), page);
    }

    /// <summary>Writes the next column, of numbers as they are.</summary>
    /// <param name="values">The rows' values, null rows left out, none of them NaN.</param>
    /// <param name="present">A bit for each row, low bits first, that tells whether it has a value; empty where each has.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    public void WriteFloats(ReadOnlySpan<float> values, ReadOnlySpan<byte> present, float min, float max)
    {
        int nulls = CountNulls(present);
        Column column = BeginColumn(ColumnKind.Float, values.Length + nulls, nulls);
        AddLevels(column, present);
        Page.Add(MemoryMarshal.AsBytes(values));
        EndColumn(column, PageEncoding.Plain, StatisticsOf(column, nulls, min, max));
    }

    /// <summary>Writes the next column, of text.</summary>
    public void WriteTexts(ReadOnlySpan<string?> values)
    {
        int nulls = values.Count((string?)null);
        Column column = BeginColumn(ColumnKind.Text, values.Length, nulls);
        AddLevels(column, values, nulls);
        var extremes = new Extremes<Utf8Text>();
        foreach (string? value in values)
        {
            if (value is not null)
            {
                var text = Utf8Text.Of(value);
                AddText(text);
                extremes.Add(text);
            }
        }

        EndColumn(column, PageEncoding.Plain, Statistics.Of(nulls, extremes));
    }

    /// <summary>Writes the next column, of 32-bit numbers.</summary>
    public void WriteInt32s(ReadOnlySpan<int?> values) => WriteNumbers(ColumnKind.Int32, values);

    /// <summary>Writes the next column, of 64-bit numbers.</summary>
    public void WriteInt64s(ReadOnlySpan<long?> values) => WriteNumbers(ColumnKind.Int64, values);

    /// <summary>Writes the next column, of microseconds since 1970.</summary>
    public void WriteTimestamps(ReadOnlySpan<long?> values) => WriteNumbers(ColumnKind.Timestamp, values);

    /// <summary>Writes the next column, of numbers none of which is NaN.</summary>
    public void WriteDoubles(ReadOnlySpan<double?> values) => WriteNumbers(ColumnKind.Double, values);

    /// <summary>Writes the footer, after the last row group has all its columns.</summary>
    public void Finish()
    {
        EndRowGroup();
        if (_isFinished)
        {
            throw new InvalidOperationException("The file is finished.");
        }

        _isFinished = true;
        using var footer = new ByteBuffer();
        new FooterWriter(footer).Write(_columns, _rowGroups, _metadata, _createdBy);
        footer.AddInt32(footer.Length);
        footer.Add("PAR1"u8);
        _pages.Write(footer.Written);
        _pages.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _pages.Dispose();

    private static void CheckNames(IReadOnlyList<Column> columns)
    {
        if (columns.Count == 0)
        {
            throw new InvalidOperationException("A table has at least one column.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Column column in columns)
        {
            if (!names.Add(column.Name))
            {
                throw new InvalidOperationException($"Two columns have the name '{column.Name}'.");
            }
        }
    }

    private static byte[] BitsOf<T>(ReadOnlySpan<T?> values)
    {
        byte[] bits = new byte[(values.Length + 7) / 8];
        for (int i = 0; i < values.Length; i++)
        {
            bits[i >> 3] |= (byte)((values[i] is null ? 0 : 1) << (i & 7));
        }

        return bits;
    }

    private static Statistics StatisticsOf(Column column, int nulls, float min, float max)
    {
        if (!(min <= max))
        {
            throw new InvalidOperationException($"The smallest value of column '{column.Name}' is {min} and the largest {max}.");
        }

        return Statistics.Of(nulls, new Extremes<float>(min, max));
    }

    // Every column passes here, so that what readers rely on is checked in one place.
    private Column BeginColumn(ColumnKind? kind, int values, int nulls = 0)
    {
        if (_rows == 0)
        {
            throw new InvalidOperationException("A column needs a row group, and none has begun.");
        }

        if (_chunks.Count == _columns.Count)
        {
            throw new InvalidOperationException($"The row group has its last column already, '{_columns[^1].Name}'.");
        }

        Column column = _columns[_chunks.Count];
        if (kind is not null && kind != column.Kind)
        {
            throw new InvalidOperationException($"Column '{column.Name}' is {column.Kind}, not {kind}.");
        }

        if (values != _rows)
        {
            throw new InvalidOperationException($"Column '{column.Name}' has {values} values in a row group of {_rows} rows.");
        }

        if (nulls > 0 && !column.IsOptional)
        {
            throw new InvalidOperationException($"Column '{column.Name}' must have a value in every row: {nulls} have none.");
        }

        Page.Clear();
        return column;
    }

    private void EndColumn(Column column, PageEncoding encoding, Statistics statistics, DictionaryPage? dictionary = null)
    {
        long offset = _pages.Position;
        PageCodec codec = dictionary?.Codec ?? (Page.Length < SmallestCompressed ? PageCodec.Uncompressed : PageCodec.Zstd);
        long uncompressed = _pages.WriteData(_rows, encoding, codec);
        _chunks.Add(new ColumnChunk
        {
            Column = column,
            Encoding = encoding,
            Codec = codec,
            DictionaryPageOffset = dictionary?.Offset,
            DataPageOffset = offset,
            Values = _rows,
            UncompressedSize = uncompressed + (dictionary?.UncompressedSize ?? 0),
            CompressedSize = _pages.Position - (dictionary?.Offset ?? offset),
            Statistics = statistics,
        });
    }

    private DictionaryPage EndDictionary(int values, PageCodec codec)
    {
        long offset = _pages.Position;
        return new DictionaryPage(offset, _pages.WriteDictionary(values, codec), codec);
    }

    private void EndRowGroup()
    {
        if (_rows == 0)
        {
            return;
        }

        if (_chunks.Count < _columns.Count)
        {
            throw new InvalidOperationException($"Column '{_columns[Math.Min(_chunks.Count, _columns.Count - 1)].Name}' of the row group is missing.");
        }

        _rowGroups.Add(new RowGroup(_rows, [.. _chunks]));
        _chunks.Clear();
        _rows = 0;
    }

    private void WriteNumbers<T>(ColumnKind kind, ReadOnlySpan<T?> values)
        where T : unmanaged, INumber<T>
    {
        int nulls = values.Count((T?)null);
        Column column = BeginColumn(kind, values.Length, nulls);
        AddLevels(column, values, nulls);
        var extremes = new Extremes<T>();
        foreach (T? value in values)
        {
            if (value is { } number)
            {
                if (T.IsNaN(number))
                {
                    throw new InvalidOperationException($"Column '{column.Name}' has a value that is not a number.");
                }

                MemoryMarshal.Write(Page.Claim(Unsafe.SizeOf<T>()), number);
                extremes.Add(number);
            }
        }

        EndColumn(column, PageEncoding.Plain, Statistics.Of(nulls, extremes));
    }

    private int CountNulls(ReadOnlySpan<byte> present)
    {
        if (present.IsEmpty)
        {
            return 0;
        }

        int values = 0;
        foreach (byte bits in present)
        {
            values += BitOperations.PopCount(bits);
        }

        return _rows - values;
    }

    private void AddText(Utf8Text text)
    {
        Page.AddInt32(text.Bytes.Length);
        Page.Add(text.Bytes);
    }

    private void AddLevels(Column column, bool haveValues = true)
    {
        if (column.IsOptional)
        {
            DefinitionLevels.AddUniform(Page, _rows, haveValues);
        }
    }

    private void AddLevels(Column column, ReadOnlySpan<byte> present)
    {
        if (present.IsEmpty)
        {
            AddLevels(column);
            return;
        }

        if (present.Length != (_rows + 7) / 8)
        {
            throw new InvalidOperationException($"Column '{column.Name}' tells of {present.Length * 8} rows in a row group of {_rows}.");
        }

        DefinitionLevels.Add(Page, _rows, present);
    }

    private void AddLevels<T>(Column column, ReadOnlySpan<T?> values, int nulls)
    {
        if (nulls == 0 || nulls == values.Length)
        {
            AddLevels(column, nulls == 0);
        }
        else
        {
            DefinitionLevels.Add(Page, _rows, BitsOf(values));
        }
    }

    private readonly record struct DictionaryPage(long Offset, long UncompressedSize, PageCodec Codec);
}
