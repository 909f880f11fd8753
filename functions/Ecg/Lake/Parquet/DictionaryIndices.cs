using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ecg.Lake.Parquet;

/// <summary>
/// The place in the dictionary of each row's value: Encodings.md, RLE_DICTIONARY, as a byte with the width and one bit-packed run.
/// </summary>
internal readonly ref struct DictionaryIndices
{
    /// <summary>The number of codes that there can be.</summary>
    public const int Codes = 1 << 16;

    // How much more often than evenly spread values two rows' may agree for packing. On ECG, zstd finds less in what is
    // spread wider than it loses by a width that is no whole number of bytes.
    private const int MostAgreement = 5;

    private const int Bytes = 8;
    private const int Shorts = 16;

    // A run has groups of eight, and two words hold one of any width.
    private const int Group = 8;
    private const int Word = 64;

    private readonly ReadOnlySpan<ushort> _codes;
    private readonly ReadOnlySpan<ushort> _indexOfCode;

    /// <summary>Describes the rows of a column.</summary>
    /// <param name="codes">What stands for each row's value, at least one; null rows are left out.</param>
    /// <param name="indexOfCode">The place in the dictionary of each code's value, for <see cref="Codes"/> codes.</param>
    /// <param name="dictionarySize">The number of values in the dictionary, at most <see cref="Codes"/>.</param>
    /// <param name="agreements">Of all pairs of rows, those with the same value: the sum of the squares of how many rows have each.</param>
    public DictionaryIndices(ReadOnlySpan<ushort> codes, ReadOnlySpan<ushort> indexOfCode, int dictionarySize, ulong agreements)
    {
        _codes = codes;
        _indexOfCode = indexOfCode[..Codes];
        Width = WidthOf(codes.Length, dictionarySize, agreements);
    }

    /// <summary>The number of rows.</summary>
    public int Length => _codes.Length;

    /// <summary>The width of each index in bits: whole bytes, where zstd finds what repeats, unless there is little to find.</summary>
    public int Width { get; }

    /// <summary>
    /// How the indices are compressed. Those of the fewest bits are spread so evenly that zstd would save a hundredth or two of
    /// them and of their dictionary, for more time than packing them takes.
    /// </summary>
    public PageCodec Codec => Width is Bytes or Shorts ? PageCodec.Zstd : PageCodec.Uncompressed;

    /// <summary>Adds the indices to a page.</summary>
    public void AddTo(ByteBuffer page)
    {
        int groups = (_codes.Length + Group - 1) / Group;
        page.Add((byte)Width);
        page.AddVarint(((ulong)groups << 1) | 1);

        // A group is written as two words, whatever its width.
        const int Excess = 2 * Word / 8;
        Pack(page.Claim((groups * Width) + Excess));
        page.Unclaim(Excess);
    }

    // Whole numbers, so that every machine chooses alike.
    private static int WidthOf(int rows, int dictionarySize, ulong agreements)
    {
        if (dictionarySize <= 256)
        {
            return Bytes;
        }

        int fewest = BitOperations.Log2((uint)dictionarySize - 1) + 1;
        return (UInt128)agreements << fewest <= (UInt128)MostAgreement * (ulong)rows * (ulong)rows ? fewest : Shorts;
    }

    private void Pack(Span<byte> bytes)
    {
        int whole = _codes.Length - (_codes.Length % Group);
        for (int row = 0; row < whole; row += Group)
        {
            PackGroup(_codes.Slice(row, Group), bytes);
            bytes = bytes[Width..];
        }

        ulong low = 0, high = 0;
        for (int i = 0; i < _codes.Length - whole; i++)
        {
            ulong index = _indexOfCode[_codes[whole + i]];
            low |= i < Group / 2 ? index << (i * Width) : 0;
            high |= i < Group / 2 ? 0 : index << ((i - (Group / 2)) * Width);
        }

        if (whole < _codes.Length)
        {
            Write(low, high, bytes);
        }
    }

    private void PackGroup(ReadOnlySpan<ushort> group, Span<byte> bytes)
    {
        ref ushort indexOfCode = ref MemoryMarshal.GetReference(_indexOfCode);
        int width = Width;
        ulong low = Unsafe.Add(ref indexOfCode, group[0])
            | ((ulong)Unsafe.Add(ref indexOfCode, group[1]) << width)
            | ((ulong)Unsafe.Add(ref indexOfCode, group[2]) << (2 * width))
            | ((ulong)Unsafe.Add(ref indexOfCode, group[3]) << (3 * width));
        ulong high = Unsafe.Add(ref indexOfCode, group[4])
            | ((ulong)Unsafe.Add(ref indexOfCode, group[5]) << width)
            | ((ulong)Unsafe.Add(ref indexOfCode, group[6]) << (2 * width))
            | ((ulong)Unsafe.Add(ref indexOfCode, group[7]) << (3 * width));
        Write(low, high, bytes);
    }

    // The four indices of each half take at least half a word.
    private void Write(ulong low, ulong high, Span<byte> bytes)
    {
        int half = 4 * Width;
        bool fills = half == Word;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, fills ? low : low | (high << half));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(ulong)..], fills ? high : high >> (Word - half));
    }
}
