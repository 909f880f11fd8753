using System.Runtime.InteropServices;

namespace Ecg.Formats.Mat.Writing;

/// <summary>A matrix of numbers.</summary>
internal sealed record MatNumbers : MatArrayValue
{
    /// <summary>Creates a matrix.</summary>
    /// <param name="name">The name.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="elements">The elements in column-major order: an array of one of the ten numeric types.</param>
    /// <exception cref="ArgumentException">The elements have another type, or the wrong number.</exception>
    public MatNumbers(string name, int rows, int columns, Array elements)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentNullException.ThrowIfNull(elements);
        if (elements.Rank != 1 || elements.LongLength != (long)rows * columns)
        {
            throw new ArgumentException($"{elements.LongLength} elements do not make a {rows}x{columns} matrix.", nameof(elements));
        }

        Type = TypeOf(elements);
        Rows = rows;
        Columns = columns;
        Elements = elements;
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The elements in column-major order.</summary>
    public Array Elements { get; }

    /// <summary>The number type.</summary>
    public SampleType Type { get; }

    /// <summary>The elements' bytes in this machine's order.</summary>
    public ReadOnlySpan<byte> Bytes =>
        Elements.Length == 0
            ? []
            : MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(Elements), Elements.Length * Type.Size());

    /// <summary>A single number.</summary>
    public static MatNumbers Scalar(string name, double value) => new(name, 1, 1, new[] { value });

    private static SampleType TypeOf(Array elements) => elements switch
    {
        // The runtime treats sbyte[] as byte[] and so on, so the exact type is checked.
        _ when elements.GetType() == typeof(sbyte[]) => SampleType.Int8,
        _ when elements.GetType() == typeof(byte[]) => SampleType.UInt8,
        _ when elements.GetType() == typeof(short[]) => SampleType.Int16,
        _ when elements.GetType() == typeof(ushort[]) => SampleType.UInt16,
        _ when elements.GetType() == typeof(int[]) => SampleType.Int32,
        _ when elements.GetType() == typeof(uint[]) => SampleType.UInt32,
        _ when elements.GetType() == typeof(long[]) => SampleType.Int64,
        _ when elements.GetType() == typeof(ulong[]) => SampleType.UInt64,
        _ when elements.GetType() == typeof(float[]) => SampleType.Single,
        _ when elements.GetType() == typeof(double[]) => SampleType.Double,
        _ => throw new ArgumentException($"An array of {elements.GetType().GetElementType()} is no matrix.", nameof(elements)),
    };
}
