using System.Buffers.Binary;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Which rows of an optional column have a value: the beginning of its data page. One bit a row in the hybrid of runs and
/// bit-packed groups of Encodings.md, RLE, with the length before it.
/// </summary>
internal static class DefinitionLevels
{
    /// <summary>Adds the levels of a column whose rows all have a value, or none of which has.</summary>
    /// <param name="page">The page, which has nothing yet.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="haveValues">Whether they have a value.</param>
    public static void AddUniform(ByteBuffer page, int rows, bool haveValues)
    {
        page.AddInt32(0);
        page.AddVarint((ulong)rows << 1);
        page.Add(haveValues ? (byte)1 : (byte)0);
        PutLength(page);
    }

    /// <summary>Adds the levels of a column some of whose rows have a value.</summary>
    /// <param name="page">The page, which has nothing yet.</param>
    /// <param name="values">The rows.</param>
    public static void Add<T>(ByteBuffer page, ReadOnlySpan<T?> values)
    {
        var groups = (values.Length + 7) / 8;
        page.AddInt32(0);
        page.AddVarint(((ulong)groups << 1) | 1);
        var bits = page.Claim(groups);
        bits.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            bits[i >> 3] |= (byte)((values[i] is null ? 0 : 1) << (i & 7));
        }

        PutLength(page);
    }

    private static void PutLength(ByteBuffer page) =>
        BinaryPrimitives.WriteInt32LittleEndian(page.Patch(0, sizeof(int)), page.Length - sizeof(int));
}
