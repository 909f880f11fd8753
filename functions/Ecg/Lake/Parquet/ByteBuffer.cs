using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ecg.Lake.Parquet;

/// <summary>A growing buffer of bytes in pooled memory, reused for each page.</summary>
internal sealed class ByteBuffer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>The number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes written, valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Clears the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Adds a byte.</summary>
    public void Add(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Claim(bytes.Length));

    /// <summary>Adds a 32-bit number, little-endian.</summary>
    public void AddInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Claim(sizeof(int)), value);

    /// <summary>Adds an unsigned LEB128 number: seven bits per byte, low bits first.</summary>
    public void AddVarint(ulong value)
    {
        while (value >= 0x80)
        {
            Add((byte)(value | 0x80));
            value >>= 7;
        }

        Add((byte)value);
    }

    /// <summary>Adds a signed number in zigzag encoding, then as <see cref="AddVarint"/>.</summary>
    public void AddZigzag(long value) => AddVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Reserves bytes at the end and returns them to be filled; they are not zeroed.</summary>
    public Span<byte> Claim(int count)
    {
        if (count > _bytes.Length - Length)
        {
            Grow(count);
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    /// <summary>Returns bytes that were written before, to be overwritten.</summary>
    public Span<byte> Patch(int start, int count) => _bytes.AsSpan(0, Length).Slice(start, count);

    /// <summary>Removes reserved bytes that were not filled.</summary>
    public void Unclaim(int count) => Length -= count;

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + count), _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
