using System.Buffers.Binary;
using System.Text;

namespace Ecg.Formats.Hdf5;

/// <summary>Reads the fields of an HDF5 structure in sequence.</summary>
/// <remarks>
/// All metadata of HDF5 is little-endian; the sizes of an "offset" and a "length" are fixed for a file by its superblock
/// (HDF5 File Format Specification 3.0, II.A). Every method throws <see cref="Hdf5Exception"/> if the bytes end early.
/// </remarks>
internal ref struct Hdf5Cursor
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _offsetSize;

    /// <summary>Starts at the first byte.</summary>
    public Hdf5Cursor(ReadOnlySpan<byte> bytes, int offsetSize, int lengthSize)
    {
        _bytes = bytes;
        _offsetSize = offsetSize;
        LengthSize = lengthSize;
    }

    /// <summary>The size of a length in this file.</summary>
    public int LengthSize { get; }

    /// <summary>The number of bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>The number of bytes left.</summary>
    public readonly int Remaining => _bytes.Length - Position;

    /// <summary>Reads bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Remaining)
        {
            throw Hdf5Exception.Corrupt("an HDF5 structure ends before its last field");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    /// <summary>Skips bytes.</summary>
    public void Skip(int count) => Take(count);

    /// <summary>Skips the padding to a multiple of eight bytes from the start.</summary>
    public void AlignToEight() => Skip(-Position & 7);

    /// <summary>Reads one byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Reads a 16-bit unsigned integer.</summary>
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Reads a 32-bit unsigned integer.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Reads a 64-bit unsigned integer.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads an unsigned integer of one to eight bytes.</summary>
    public ulong Unsigned(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 8);
        ReadOnlySpan<byte> bytes = Take(size);
        ulong value = 0UL;
        for (int i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    /// <summary>Reads an address; <see cref="Hdf5File.Undefined"/> if all its bits are set.</summary>
    public long Address() => UnlessAllBitsSet(_offsetSize);

    /// <summary>Reads a length.</summary>
    public long Length() => ToLong(Unsigned(LengthSize));

    /// <summary>Reads a length that may be unlimited: -1 if all its bits are set.</summary>
    public long LengthOrUnlimited() => UnlessAllBitsSet(LengthSize);

    /// <summary>Reads a 64-bit count that must fit a signed integer.</summary>
    public long Count64() => ToLong(UInt64());

    /// <summary>Reads a signature and compares it.</summary>
    public void Signature(ReadOnlySpan<byte> expected, string what)
    {
        if (!Take(expected.Length).SequenceEqual(expected))
        {
            throw Hdf5Exception.Corrupt($"{what} does not begin with {Encoding.ASCII.GetString(expected)}");
        }
    }

    /// <summary>Reads text up to and including its terminating zero byte.</summary>
    public string TerminatedText()
    {
        int length = _bytes[Position..].IndexOf((byte)0);
        if (length < 0)
        {
            throw Hdf5Exception.Corrupt("a name has no end");
        }

        string text = Encoding.UTF8.GetString(Take(length));
        Skip(1);
        return text;
    }

    private long UnlessAllBitsSet(int size)
    {
        ulong value = Unsigned(size);
        return value == ulong.MaxValue >> (64 - (8 * size)) ? -1 : ToLong(value);
    }

    private static long ToLong(ulong value) =>
        value <= long.MaxValue ? (long)value : throw Hdf5Exception.Corrupt("an address or length is larger than any file");
}
