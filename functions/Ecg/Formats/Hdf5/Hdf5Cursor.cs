using System.Buffers.Binary;
using System.Text;

namespace Ecg.Formats.Hdf5;

/// <summary>Takes the fields of an HDF5 structure off its bytes, one after another.</summary>
/// <remarks>
/// All metadata of HDF5 is little-endian; the sizes of an "offset" and a "length" are fixed for a file by its superblock
/// (HDF5 File Format Specification 3.0, II.A). Every method throws <see cref="Hdf5Exception"/> where the bytes end early.
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

    /// <summary>The number of bytes taken so far.</summary>
    public int Position { get; private set; }

    /// <summary>The number of bytes left.</summary>
    public readonly int Remaining => _bytes.Length - Position;

    /// <summary>Takes bytes as they are.</summary>
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

    /// <summary>Passes over bytes.</summary>
    public void Skip(int count) => Take(count);

    /// <summary>Passes over the padding to a multiple of eight bytes from the start.</summary>
    public void AlignToEight() => Skip(-Position & 7);

    /// <summary>Takes one byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Takes a 16-bit unsigned integer.</summary>
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Takes a 32-bit unsigned integer.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Takes a 64-bit unsigned integer.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Takes an unsigned integer of any number of bytes from one to eight.</summary>
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

    /// <summary>Takes an address; <see cref="Hdf5File.Undefined"/> where all its bits are set.</summary>
    public long Address() => UnlessAllBitsSet(_offsetSize);

    /// <summary>Takes a length.</summary>
    public long Length() => ToLong(Unsigned(LengthSize));

    /// <summary>Takes a length that may be without a limit: -1 where all its bits are set.</summary>
    public long LengthOrUnlimited() => UnlessAllBitsSet(LengthSize);

    /// <summary>Takes a 64-bit count that must fit a signed one.</summary>
    public long Count64() => ToLong(UInt64());

    /// <summary>Takes a signature and compares it.</summary>
    public void Signature(ReadOnlySpan<byte> expected, string what)
    {
        if (!Take(expected.Length).SequenceEqual(expected))
        {
            throw Hdf5Exception.Corrupt($"{what} does not begin with {Encoding.ASCII.GetString(expected)}");
        }
    }

    /// <summary>Takes text up to the byte 0 that ends it, and that byte.</summary>
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
