using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>The objects that a cell, or a field of a struct array, refers to.</summary>
/// <param name="Dimensions">The dimensions in MATLAB's order.</param>
/// <param name="Count">The number of references.</param>
/// <param name="Addresses">The addresses of the first objects, as many as requested.</param>
internal sealed record Level73References(IReadOnlyList<long> Dimensions, long Count, IReadOnlyList<long> Addresses)
{
    /// <summary>Reads the references.</summary>
    /// <param name="file">The file.</param>
    /// <param name="dataset">The cell or field.</param>
    /// <param name="atMost">The maximum number of addresses to keep.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Hdf5Exception">They are damaged or unsupported.</exception>
    public static Level73References Read(Hdf5File file, Hdf5Dataset dataset, int atMost, CancellationToken cancellationToken)
    {
        int size = file.OffsetSize;
        if (dataset.Type.Size != size)
        {
            throw Hdf5Exception.Corrupt($"a reference has {Counted.Of(dataset.Type.Size, "byte")}");
        }

        // Through a buffer that may go to a temporary file: deflate can produce millions of references from a few bytes.
        using var elements = new SampleBuffer(SampleType.UInt8, file.Share);
        dataset.Locate();
        dataset.CopyTo(new(elements, size, 0, size, isSwapped: false), cancellationToken);

        long[] addresses = new long[Math.Min(dataset.Space.ElementCount, atMost)];
        Span<byte> element = stackalloc byte[size];
        for (int i = 0; i < addresses.Length; i++)
        {
            elements.Read((long)i * size, element);
            Hdf5Cursor cursor = file.Cursor(element);
            addresses[i] = cursor.Address();
        }

        return new(Level73Object.Dimensions(dataset.Space), dataset.Space.ElementCount, addresses);
    }
}
