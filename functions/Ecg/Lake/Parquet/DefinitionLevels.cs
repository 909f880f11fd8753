using System.Buffers.Binary;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Which rows of an optional column have a value: the beginning of its data page. One bit a row in the hybrid of runs and
/// bit-packed groups of Encodings.md, RLE, with the length before it.
/// </summary>
internal static class DefinitionLevels
{
    private const int Group = 8;
    private const byte AllValues = byte.MaxValue;
    private const byte NoValues = 0;

    // A shorter run costs more in the two headers that it takes than it saves.
    private const int ShortestRun = 8;

    /// <summary>Adds the levels of a column whose rows all have a value, or none of which has.</summary>
    /// <param name="page">The page, which has nothing yet.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="haveValues">Whether they have a value.</param>
    public static void AddUniform(ByteBuffer page, int rows, bool haveValues)
    {
        page.AddInt32(0);
        AddRun(page, rows, haveValues);
        PutLength(page);
    }

    /// <summary>Adds the levels of a column some of whose rows have a value.</summary>
    /// <param name="page">The page, which has nothing yet.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="present">A bit for each row, low bits first, that tells whether it has a value; what is left of the last group is 0.</param>
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

            // Only packed groups may reach beyond the last row.
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
