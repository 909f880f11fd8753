namespace Ecg.Annotations.Beats;

/// <summary>
/// How a recording is cut. Samples are averaged by <see cref="Factor"/> to about 120 a second, of which 8 chunks, an eighth of a
/// second each, make a segment. The grid depends on the sampling rate alone, so the result does not depend on the blocks in
/// which the samples come.
/// </summary>
internal sealed record TimeGrid
{
    /// <summary>The chunks of a segment.</summary>
    public const int Chunks = 8;

    private const double LowestRate = 115;

    /// <summary>Makes the grid of a sampling rate.</summary>
    public TimeGrid(double samplingRate)
    {
        Factor = Math.Max(1, (int)(samplingRate / LowestRate));
        Rate = samplingRate / Factor;
        ChunkLength = Math.Max(1, (int)Math.Round(Rate / Chunks));
    }

    /// <summary>How many samples are averaged to one.</summary>
    public int Factor { get; }

    /// <summary>The averages a second.</summary>
    public double Rate { get; }

    /// <summary>The averages in a chunk.</summary>
    public int ChunkLength { get; }

    /// <summary>The averages in a segment: a multiple of 8.</summary>
    public int SegmentLength => Chunks * ChunkLength;

    /// <summary>The samples in a segment.</summary>
    public int SegmentSamples => SegmentLength * Factor;
}
