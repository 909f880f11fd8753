using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ecg.Lake.Parquet;

/// <summary>The values of a column of numbers.</summary>
/// <typeparam name="T">Their type.</typeparam>
/// <param name="column">The column.</param>
/// <param name="write">Writes them.</param>
internal sealed class NumberValues<T>(Column column, NumberValues<T>.Writer write) : CellsOf<T?>(column)
    where T : unmanaged, INumber<T>
{
    /// <summary>Writes cells as the next column of a row group.</summary>
    public delegate void Writer(ParquetWriter file, ReadOnlySpan<T?> cells);

    /// <inheritdoc/>
    protected override int SmallestValue => Unsafe.SizeOf<T>();

    /// <summary>Writes cells of a column of <see cref="ColumnKind.Float"/>.</summary>
    public static void WriteFloats(ParquetWriter file, ReadOnlySpan<float?> cells)
    {
        var values = new List<float>(cells.Length);
        byte[] present = new byte[(cells.Length + 7) / 8];
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i] is { } value)
            {
                values.Add(value);
                present[i >> 3] |= (byte)(1 << (i & 7));
            }
        }

        if (values.Count == 0)
        {
            file.WriteNulls();
        }
        else
        {
            file.WriteFloats(CollectionsMarshal.AsSpan(values), present, values.Min(), values.Max());
        }
    }

    /// <inheritdoc/>
    public override void Write(ParquetWriter file)
    {
        foreach (T? cell in Cells)
        {
            if (cell is { } value && T.IsNaN(value))
            {
                throw new NotSupportedException($"Column '{Column.Name}' has a value that is not a number.");
            }
        }

        write(file, Cells);
    }

    /// <inheritdoc/>
    protected override T? Take(ref ReadOnlySpan<byte> values)
    {
        if (values.Length < Unsafe.SizeOf<T>())
        {
            throw new InvalidDataException("A page of the Parquet file ends before its values.");
        }

        T value = MemoryMarshal.Read<T>(values);
        values = values[Unsafe.SizeOf<T>()..];
        return value;
    }
}
