namespace Ecg.Cli.View;

/// <summary>
/// How coarsely a signal is read: level 0 is the samples, level n the least and the greatest of every 2^n samples. A tile is a
/// run of <see cref="TileLength"/> of them, so that a place of a recording has one tile of each level.
/// </summary>
internal static class SignalLevel
{
    /// <summary>How many samples, or pairs of least and greatest, a tile has; the last may have fewer.</summary>
    public const int TileLength = 4096;

    /// <summary>The coarsest level: a recording of as many samples as there can be is one tile.</summary>
    public const int Coarsest = 31;

    /// <summary>The number of samples, or pairs, that a recording has at a level.</summary>
    public static long LengthOf(long samples, int level) => (samples + (1L << level) - 1) >> level;
}
