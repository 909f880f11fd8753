using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ecg.Formats;

/// <summary>Converts elements between byte orders.</summary>
internal static class ElementBytes
{
    /// <summary>Reverses the bytes of each element.</summary>
    /// <param name="bytes">Whole elements.</param>
    /// <param name="size">The size of one: 1, 2, 4 or 8.</param>
    public static void Reverse(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                Span<short> shorts = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                Span<int> ints = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                Span<long> longs = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    /// <summary>Converts elements in this machine's byte order.</summary>
    /// <param name="bytes">Whole elements.</param>
    /// <param name="type">Their number type.</param>
    public static double[] ToDoubles(ReadOnlySpan<byte> bytes, SampleType type)
    {
        double[] numbers = new double[bytes.Length / type.Size()];
        switch (type)
        {
            case SampleType.Int8:
                Convert(MemoryMarshal.Cast<byte, sbyte>(bytes), numbers);
                break;
            case SampleType.UInt8:
                Convert(bytes, numbers);
                break;
            case SampleType.Int16:
                Convert(MemoryMarshal.Cast<byte, short>(bytes), numbers);
                break;
            case SampleType.UInt16:
                Convert(MemoryMarshal.Cast<byte, ushort>(bytes), numbers);
                break;
            case SampleType.Int32:
                Convert(MemoryMarshal.Cast<byte, int>(bytes), numbers);
                break;
            case SampleType.UInt32:
                Convert(MemoryMarshal.Cast<byte, uint>(bytes), numbers);
                break;
            case SampleType.Int64:
                Convert(MemoryMarshal.Cast<byte, long>(bytes), numbers);
                break;
            case SampleType.UInt64:
                Convert(MemoryMarshal.Cast<byte, ulong>(bytes), numbers);
                break;
            case SampleType.Single:
                Convert(MemoryMarshal.Cast<byte, float>(bytes), numbers);
                break;
            case SampleType.Double:
                bytes.CopyTo(MemoryMarshal.AsBytes(numbers.AsSpan()));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, null);
        }

        return numbers;
    }

    private static void Convert<T>(ReadOnlySpan<T> elements, Span<double> numbers)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        for (int i = 0; i < elements.Length; i++)
        {
            numbers[i] = double.CreateTruncating(elements[i]);
        }
    }
}
