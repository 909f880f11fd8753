using System.Buffers.Binary;

namespace Ecg.Formats.Hdf5;

/// <summary>The bytes of an HDF5 file, readable at any offset within a budget, and its superblock.</summary>
/// <remarks>
/// The budget limits the cost of a hostile file: structures that refer to each other repeatedly end when more
/// bytes have been read than any valid file requires.
/// </remarks>
internal sealed class Hdf5File
{
    /// <summary>The undefined address.</summary>
    public const long Undefined = -1;

    /// <summary>The maximum size of a metadata structure.</summary>
    public const int MaxBlock = 16 << 20;

    private const int ReadsPerByte = 8;
    private const long ReadsAtLeast = 16 << 20;

    /// <summary>The number of bytes of elements that a file may claim without storing them.</summary>
    private const long MaxUnwritten = 16 << 20;

    /// <summary>The number of chunks that a file may claim without storing them: each costs time, however small it is.</summary>
    private const long MaxUnwrittenChunks = 100_000;

    /// <summary>The signature of the superblock (HDF5 File Format Specification 3.0, II.A "Format Signature and Superblock").</summary>
    public static ReadOnlySpan<byte> FormatSignature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly SampleBuffer _bytes;
    private readonly bool _verifyChecksums;
    private long _base;
    private long _budget;
    private Int128 _elementBudget;
    private Int128 _unwrittenBudget = MaxUnwritten;
    private Int128 _unwrittenChunkBudget = MaxUnwrittenChunks;

    private Hdf5File(SampleBuffer bytes, ScratchShare share, bool verifyChecksums)
    {
        Share = share;
        _bytes = bytes;
        _verifyChecksums = verifyChecksums;
        _budget = (ReadsPerByte * bytes.Length) + ReadsAtLeast;
        _elementBudget = ((Int128)bytes.Length * Hdf5ChunkDecoder.MaxDeflateRatio) + MaxUnwritten;
        GlobalHeap = new(this);
    }

    /// <summary>The budget of memory and disk for buffers of the file's elements.</summary>
    public ScratchShare Share { get; }

    /// <summary>The elements of variable length.</summary>
    public Hdf5GlobalHeap GlobalHeap { get; }

    /// <summary>The size of an address.</summary>
    public int OffsetSize { get; private set; }

    /// <summary>The size of a length.</summary>
    public int LengthSize { get; private set; }

    /// <summary>The address of the root group's object header.</summary>
    public long RootAddress { get; private set; }

    /// <summary>The offset of the superblock, after the user block.</summary>
    public long Start => _base;

    /// <summary>The number of bytes that can be addressed.</summary>
    public long Length => _bytes.Length - _base;

    /// <summary>Reads the superblock.</summary>
    /// <param name="bytes">The whole file; it must outlive this object.</param>
    /// <param name="share">The budget of memory and disk for buffers of its elements.</param>
    /// <param name="verifyChecksums">Whether a wrong checksum of metadata is an error, the default.</param>
    /// <exception cref="Hdf5Exception">There is no superblock, or it cannot be read.</exception>
    public static Hdf5File Open(SampleBuffer bytes, ScratchShare share, bool verifyChecksums)
    {
        var file = new Hdf5File(bytes, share, verifyChecksums);
        file.ReadSuperblock();
        return file;
    }

    /// <summary>Returns a cursor with the field sizes of this file.</summary>
    public Hdf5Cursor Cursor(ReadOnlySpan<byte> bytes) => new(bytes, OffsetSize, LengthSize);

    /// <summary>Returns whether a range of addresses is within the file.</summary>
    public bool Contains(long address, long length) =>
        address >= 0 && length >= 0 && address <= Length && length <= Length - address;

    /// <summary>Reads bytes at an address.</summary>
    /// <exception cref="Hdf5Exception">They are outside the file, or the budget is exhausted.</exception>
    public void Read(long address, Span<byte> destination)
    {
        if (!Contains(address, destination.Length))
        {
            throw Hdf5Exception.Corrupt(
                $"expected {Counted.Of(destination.Length, "byte")} at {address}, and the file has {Length}");
        }

        _budget -= destination.Length;
        if (_budget < 0)
        {
            throw Hdf5Exception.Corrupt("the structures of the file point at the same bytes over and over");
        }

        _bytes.Read(_base + address, destination);
    }

    /// <summary>Reads one metadata structure.</summary>
    /// <exception cref="Hdf5Exception">It is outside the file, or too large to be metadata.</exception>
    public byte[] ReadBlock(long address, long length)
    {
        if (!Contains(address, length) || length > MaxBlock)
        {
            throw Hdf5Exception.Corrupt($"a structure of {Counted.Of(length, "byte")} at {address} is not within the file's {Length}");
        }

        byte[] block = new byte[length];
        Read(address, block);
        return block;
    }

    /// <summary>
    /// Counts elements before they are read: all elements together cannot exceed what deflate can produce from the file's bytes,
    /// even if they are referred to repeatedly.
    /// </summary>
    /// <param name="claimed">Their size in bytes, according to the dimensions.</param>
    /// <param name="stored">The number of bytes that the file stores for them.</param>
    /// <param name="unwrittenChunks">The number of chunks that the file does not contain.</param>
    /// <exception cref="Hdf5Exception">They exceed what the file can contain.</exception>
    public void ClaimElements(Int128 claimed, Int128 stored, Int128 unwrittenChunks)
    {
        CheckClaim(claimed, stored, unwrittenChunks);
        _elementBudget -= claimed;
        _unwrittenBudget -= Int128.Max(claimed - stored, 0);
        _unwrittenChunkBudget -= unwrittenChunks;
    }

    /// <summary>Checks like <see cref="ClaimElements"/>, without counting.</summary>
    /// <exception cref="Hdf5Exception">The elements exceed what the file can contain.</exception>
    public void CheckClaim(Int128 claimed, Int128 stored, Int128 unwrittenChunks)
    {
        if (claimed > _elementBudget || claimed - stored > _unwrittenBudget || unwrittenChunks > _unwrittenChunkBudget)
        {
            throw Hdf5Exception.Corrupt($"the dimensions claim {Counted.Of(claimed, "byte")}, and the file holds {stored} for them");
        }
    }

    /// <summary>Verifies the checksum in the last four bytes of a structure.</summary>
    /// <exception cref="Hdf5Exception">It is wrong.</exception>
    public void VerifyChecksum(ReadOnlySpan<byte> block, string what)
    {
        if (block.Length < 4)
        {
            throw Hdf5Exception.Corrupt($"{what} is too short for its checksum");
        }

        if (_verifyChecksums && Hdf5Checksum.Lookup3(block[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(block[^4..]))
        {
            throw Hdf5Exception.Corrupt($"the checksum of {what} is wrong");
        }
    }

    // HDF5 File Format Specification 3.0, II.A "Disk Format: Level 0A - Format Signature and Superblock".
    private void ReadSuperblock()
    {
        _base = FindSuperblock();
        Span<byte> start = stackalloc byte[(int)Math.Min(128, Length)];
        Read(0, start);
        byte version = start.Length > 8 ? start[8] : (byte)0xFF;
        switch (version)
        {
            case 0 or 1:
                ReadSuperblock0(start, version);
                break;
            case 2 or 3:
                ReadSuperblock2(start);
                break;
            default:
                throw Hdf5Exception.Unsupported($"HDF5 with a superblock of version {version} is not supported");
        }
    }

    // The superblock may begin at 0, 512, 1024, 2048 and so on, after a user block.
    private long FindSuperblock()
    {
        Span<byte> start = stackalloc byte[FormatSignature.Length];
        for (long place = 0L; place <= _bytes.Length - start.Length; place = place == 0 ? 512 : place * 2)
        {
            _bytes.Read(place, start);
            if (start.SequenceEqual(FormatSignature))
            {
                return place;
            }
        }

        throw Hdf5Exception.Corrupt("no HDF5 superblock was found in the file");
    }

    private void ReadSuperblock0(ReadOnlySpan<byte> bytes, byte version)
    {
        SetSizes(bytes, 13);
        Hdf5Cursor cursor = Cursor(bytes);
        cursor.Skip(version == 0 ? 24 : 28);
        long statedBase = cursor.Address();
        cursor.Skip(OffsetSize);
        VerifyEnd(statedBase, cursor.Address());
        cursor.Skip(OffsetSize);

        // III.C "Symbol Table Entry": the offset of the name precedes the address of the object header.
        cursor.Skip(OffsetSize);
        RootAddress = cursor.Address();
    }

    private void ReadSuperblock2(ReadOnlySpan<byte> bytes)
    {
        SetSizes(bytes, 9);
        Hdf5Cursor cursor = Cursor(bytes);
        cursor.Skip(12);
        long statedBase = cursor.Address();
        cursor.Skip(OffsetSize);
        long statedEnd = cursor.Address();
        RootAddress = cursor.Address();
        cursor.Skip(4);
        VerifyChecksum(bytes[..cursor.Position], "the superblock");
        VerifyEnd(statedBase, statedEnd);
    }

    private void SetSizes(ReadOnlySpan<byte> bytes, int position)
    {
        if (bytes.Length < position + 2)
        {
            throw Hdf5Exception.Corrupt("the file ends within its superblock");
        }

        (OffsetSize, LengthSize) = (bytes[position], bytes[position + 1]);
        if (OffsetSize is not (2 or 4 or 8) || LengthSize is not (2 or 4 or 8))
        {
            throw Hdf5Exception.Unsupported($"HDF5 with addresses of {OffsetSize} and lengths of {Counted.Of(LengthSize, "byte")} is not supported");
        }
    }

    // Addresses are relative to the superblock: a user block may have been inserted later, and
    // then the stated end, which counts from the start of the file, does not include it.
    private void VerifyEnd(long statedBase, long statedEnd)
    {
        if (statedBase == Undefined || statedEnd == Undefined || statedEnd - statedBase > Length)
        {
            throw Hdf5Exception.Corrupt(
                $"the file was cut short: it has {Counted.Of(_bytes.Length, "byte")} and its superblock says {statedEnd}");
        }
    }
}
