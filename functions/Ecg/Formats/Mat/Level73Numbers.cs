using System.Buffers;
using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>The numbers in the elements of a data set.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Offset">The offset of the real part within an element.</param>
/// <param name="IsBigEndian">Whether they are big-endian.</param>
/// <param name="IsComplex">Whether an imaginary part follows.</param>
internal sealed record Level73Numbers(SampleType Type, int Offset, bool IsBigEndian, bool IsComplex)
{
    /// <summary>Finds the numbers, or returns <see langword="null"/> if the elements have an unsupported type.</summary>
    public static Level73Numbers? Of(Hdf5Datatype type)
    {
        if (type.Number is { } plain)
        {
            return new(plain, 0, type.IsBigEndian, IsComplex: false);
        }

        // HDF5 files have them from NumPy's float16; no supported class is as small.
        if (type.IsHalf)
        {
            return new(SampleType.Single, 0, type.IsBigEndian, IsComplex: false);
        }

        // h5py writes Booleans as an enumeration.
        if (type is { Class: Hdf5TypeClass.Enumeration, Base: { Number: { } named } values } && values.Size == type.Size)
        {
            return new(named, 0, values.IsBigEndian, IsComplex: false);
        }

        // MATLAB names the parts real and imag, h5py r and i.
        return type.Members is [{ Name: "real" or "r", Type.Number: { } part } real, { Name: "imag" or "i" } imaginary]
            && imaginary.Type.Number == part
            ? new(part, real.Offset, real.Type.IsBigEndian, IsComplex: true)
            : null;
    }

    /// <summary>Copies the real parts of elements to a buffer.</summary>
    public Hdf5ElementSink Sink(Hdf5Datatype type, SampleBuffer target) => type.IsHalf
        ? Hdf5ElementSink.OfHalves(target, IsBigEndian == BitConverter.IsLittleEndian)
        : new(target, type.Size, Offset, Type.Size(), IsBigEndian == BitConverter.IsLittleEndian);

    /// <summary>Returns the numbers of a buffer from an element on.</summary>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    public static IReadOnlyList<double> Values(SampleBuffer buffer, long first, SampleType type)
    {
        double[] values = new double[buffer.Count - first];
        int length = values.Length * type.Size();
        byte[] elements = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            buffer.Read(first * type.Size(), elements.AsSpan(0, length));
            Hdf5Numbers.Convert(elements.AsSpan(0, length), type, values);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(elements);
        }

        return values;
    }
}
