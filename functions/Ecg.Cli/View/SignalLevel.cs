namespace Ecg.Cli.View;

/// <summary>
/// The levels of detail of a signal: level 0 is the samples, level n the minimum and maximum of every 2^n samples. A tile is
/// <see cref="TileLength"/> consecutive ones, so a position in a recording has one tile per level.
/// </summary>
internal static class SignalLevel
{
    /// <summary>The number of samples, or pairs of minimum and maximum, in a tile; the last may have fewer.</summary>
    public const int TileLength = 4096;

    /// <summary>The coarsest level, at which the longest possible recording is one tile.</summary>
    public const int Coarsest = 31;

    /// <summary>Returns the number of samples, or pairs, of a recording at a level.</summary>
    public static long LengthOf(long samples, int level) => (samples + (1L << level) - 1) >> level;
}
