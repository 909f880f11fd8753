using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecg.Formats.Hdf5;

/// <summary>Converts stored elements to double-precision numbers.</summary>
internal static class Hdf5Numbers
{
    /// <summary>Converts elements in the byte order of this machine.</summary>
    /// <param name="elements">The elements' bytes.</param>
    /// <param name="type">Their number type.</param>
    /// <param name="destination">Receives one number per element.</param>
    public static void Convert(ReadOnlySpan<byte> elements, SampleType type, Span<double> destination)
    {
        switch (type)
        {
            case SampleType.Int8:
                Convert<sbyte>(elements, destination);
                break;
            case SampleType.UInt8:
                Convert<byte>(elements, destination);
                break;
            case SampleType.Int16:
                Convert<short>(elements, destination);
                break;
            case SampleType.UInt16:
                Convert<ushort>(elements, destination);
                break;
            case SampleType.Int32:
                Convert<int>(elements, destination);
                break;
            case SampleType.UInt32:
                Convert<uint>(elements, destination);
                break;
            case SampleType.Int64:
                Convert<long>(elements, destination);
                break;
            case SampleType.UInt64:
                Convert<ulong>(elements, destination);
                break;
            case SampleType.Single:
                Convert<float>(elements, destination);
                break;
            case SampleType.Double:
                Convert<double>(elements, destination);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, null);
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> elements, Span<double> destination)
        where T : unmanaged, INumberBase<T>
    {
        ReadOnlySpan<T> numbers = MemoryMarshal.Cast<byte, T>(elements);
        for (int i = 0; i < numbers.Length; i++)
        {
            destination[i] = double.CreateTruncating(numbers[i]);
        }
    }
}
