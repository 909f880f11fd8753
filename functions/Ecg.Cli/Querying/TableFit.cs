namespace Ecg.Cli.Querying;

/// <summary>Fits a table's columns to the width of a terminal.</summary>
internal static class TableFit
{
    /// <summary>Text shortened below this number of characters is useless.</summary>
    public const int NarrowestText = 12;

    private const int Border = 1;
    private const int BetweenColumns = 3;

    /// <summary>Returns the widths of the first columns that fit: the widest text column is shortened first, then columns are dropped.</summary>
    /// <param name="columns">The natural width of each column, and whether it is text, which may be shortened.</param>
    /// <param name="room">The width of the terminal.</param>
    /// <returns>One width per visible column; none if not even the first fits.</returns>
    public static int[] Widths(IReadOnlyList<(int Width, bool IsText)> columns, int room)
    {
        for (int count = columns.Count; count > 0; count--)
        {
            int least = columns.Take(count).Sum(column => Narrowest(column) + BetweenColumns) + Border;
            if (least <= room)
            {
                return Cut([.. columns.Take(count)], room);
            }
        }

        return [];
    }

    private static int Narrowest((int Width, bool IsText) column) => column.IsText ? Math.Min(column.Width, NarrowestText) : column.Width;

    private static int[] Cut((int Width, bool IsText)[] columns, int room)
    {
        int[] widths = [.. columns.Select(column => column.Width)];
        for (int excess = widths.Sum(width => width + BetweenColumns) + Border - room; excess > 0; excess--)
        {
            int widest = -1;
            for (int column = 0; column < columns.Length; column++)
            {
                if (widths[column] > Narrowest(columns[column]) && (widest < 0 || widths[column] >= widths[widest]))
                {
                    widest = column;
                }
            }

            widths[widest]--;
        }

        return widths;
    }
}
