using System.Buffers.Binary;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Marks the rows of an optional column that have a value, at the beginning of its data page: one bit per row in the hybrid of runs and
/// bit-packed groups of Encodings.md, RLE, preceded by the length.
/// </summary>
internal static class DefinitionLevels
{
    private const int Group = 8;
    private const byte AllValues = byte.MaxValue;
    private const byte NoValues = 0;

    // A shorter run costs more for its two headers than it saves.
    private const int ShortestRun = 8;

    /// <summary>Adds the levels of a column in which all rows, or no rows, have a value.</summary>
    /// <param name="page">The page, which is empty.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="haveValues">Whether the rows have a value.</param>
    public static void AddUniform(ByteBuffer page, int rows, bool haveValues)
    {
        page.AddInt32(0);
        AddRun(page, rows, haveValues);
        PutLength(page);
    }

    /// <summary>Adds the levels of a column in which some rows have a value.</summary>
    /// <param name="page">The page, which is empty.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="present">One bit per row, low bits first, set if the row has a value; unused bits of the last group are 0.</param>
    public static void Add(ByteBuffer page, int rows, ReadOnlySpan<byte> present)
    {
        int left = rows;
        page.AddInt32(0);
        while (!present.IsEmpty)
        {
            int packed = GroupsBeforeRun(present);
            AddPacked(page, present[..packed]);
            present = present[packed..];
            left -= packed * Group;

            // Only bit-packed groups may extend beyond the last row.
            int run = RunAt(present);
            if (run > 0)
            {
                AddRun(page, Math.Min(run * Group, left), present[0] == AllValues);
                present = present[run..];
                left -= run * Group;
            }
        }

        PutLength(page);
    }

    private static int GroupsBeforeRun(ReadOnlySpan<byte> present)
    {
        int groups = 0;
        while (groups < present.Length)
        {
            int run = RunAt(present[groups..]);
            if (run >= ShortestRun)
            {
                break;
            }

            groups += Math.Max(run, 1);
        }

        return groups;
    }

    private static int RunAt(ReadOnlySpan<byte> present)
    {
        if (present.IsEmpty || present[0] is not (AllValues or NoValues))
        {
            return 0;
        }

        int end = present.IndexOfAnyExcept(present[0]);
        return end < 0 ? present.Length : end;
    }

    private static void AddRun(ByteBuffer page, int rows, bool haveValues)
    {
        page.AddVarint((ulong)rows << 1);
        page.Add(haveValues ? (byte)1 : (byte)0);
    }

    private static void AddPacked(ByteBuffer page, ReadOnlySpan<byte> groups)
    {
        if (!groups.IsEmpty)
        {
            page.AddVarint(((ulong)groups.Length << 1) | 1);
            page.Add(groups);
        }
    }

    private static void PutLength(ByteBuffer page) =>
        BinaryPrimitives.WriteInt32LittleEndian(page.Patch(0, sizeof(int)), page.Length - sizeof(int));
}
