namespace Ecg.Cli.Plot.Layout;

/// <summary>The room that a row needs above and below its baseline so that it touches no other.</summary>
internal readonly record struct RowRoom(double Above, double Below)
{
    private const double Gap = 2;
    private const double LeastBelow = 4;

    /// <summary>The height that rows one below another need.</summary>
    public static double TotalHeight(IReadOnlyList<RowRoom> rows)
    {
        double height = Gap;
        foreach (RowRoom row in rows)
        {
            height += row.Height;
        }

        return height;
    }

    /// <summary>The baselines of rows that share a height, what is left over spread evenly, on the paper's 1 mm lines.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="top">The top of the paper.</param>
    /// <param name="height">The height to fill, at least <see cref="TotalHeight"/>.</param>
    public static double[] Baselines(IReadOnlyList<RowRoom> rows, double top, double height)
    {
        double spare = Math.Max(0, height - TotalHeight(rows)) / rows.Count;
        double[] baselines = new double[rows.Count];
        double y = 0.0;
        for (int row = 0; row < rows.Count; row++)
        {
            baselines[row] = top + Math.Round(y + Gap + (spare / 2) + rows[row].Above);
            y += rows[row].Height + spare;
        }

        return baselines;
    }

    /// <summary>The room for what stands in a row.</summary>
    public static RowRoom For(double above, double below) => new(Math.Max(0, above), Math.Max(LeastBelow, below));

    private double Height => Gap + Above + Below;
}
