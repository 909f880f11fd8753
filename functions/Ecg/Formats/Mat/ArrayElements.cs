using System.Buffers;

namespace Ecg.Formats.Mat;

/// <summary>The elements of a dense array that are about to be read.</summary>
/// <param name="source">The source, positioned at the first element.</param>
/// <param name="type">The number type of the elements.</param>
/// <param name="count">The number of elements.</param>
/// <param name="isBigEndian">Whether they are big-endian.</param>
internal readonly struct ArrayElements(ForwardReader source, SampleType type, long count, bool isBigEndian)
{
    // Small enough to remain in the cache while its bytes are swapped, and to notice cancellation soon.
    private const int Chunk = 256 << 10;

    private const string What = "elements";

    private bool IsForeignOrder => isBigEndian == BitConverter.IsLittleEndian;

    /// <summary>Reads the elements into a visitor's buffer without an intermediate array.</summary>
    /// <exception cref="RejectedException">The source ends too early.</exception>
    public void ReadInto(SampleBuffer buffer, CancellationToken cancellationToken)
    {
        ThrowIfUnfit(buffer);
        long start = source.Position;
        int size = type.Size();
        long left = count * size;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<byte> free = buffer.GetSpan((int)Math.Min(left, Chunk));
            Span<byte> whole = free[..(free.Length - (free.Length % size))];
            int read = source.Read(whole);
            if (read < whole.Length)
            {
                throw source.CutShort(start, What, count * size, (count * size) - left + read);
            }

            if (IsForeignOrder)
            {
                ElementBytes.Reverse(whole, size);
            }

            buffer.Advance(whole.Length);
            left -= whole.Length;
        }
    }

    /// <summary>Reads the elements of a small array as numbers.</summary>
    /// <param name="buffer">Also receives the elements, if it is not <see langword="null"/>.</param>
    /// <exception cref="RejectedException">The source ends too early.</exception>
    public double[] ReadNumbers(SampleBuffer? buffer)
    {
        int length = (int)count * type.Size();
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Span<byte> bytes = rented.AsSpan(0, length);
            source.ReadExactly(bytes, What);
            if (IsForeignOrder)
            {
                ElementBytes.Reverse(bytes, type.Size());
            }

            if (buffer is not null)
            {
                ThrowIfUnfit(buffer);
                buffer.Append(bytes);
            }

            return ElementBytes.ToDoubles(bytes, type);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void ThrowIfUnfit(SampleBuffer buffer)
    {
        if (buffer.Type != type || buffer.Length % type.Size() != 0)
        {
            throw new ArgumentException($"A visitor gave a buffer of {buffer.Type} for elements of {type}.", nameof(buffer));
        }
    }
}
