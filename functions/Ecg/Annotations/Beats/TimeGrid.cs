namespace Ecg.Annotations.Beats;

/// <summary>
/// The division of a recording. Samples are averaged by <see cref="Factor"/> to about 120 per second, of which 8 chunks of an eighth of a
/// second make a segment. The grid depends only on the sampling rate, so the result does not depend on the blocks in
/// which the samples arrive.
/// </summary>
internal sealed record TimeGrid
{
    /// <summary>The number of chunks in a segment.</summary>
    public const int Chunks = 8;

    private const double LowestRate = 115;

    /// <summary>Creates the grid for a sampling rate.</summary>
    public TimeGrid(double samplingRate)
    {
        Factor = Math.Max(1, (int)(samplingRate / LowestRate));
        Rate = samplingRate / Factor;
        ChunkLength = Math.Max(1, (int)Math.Round(Rate / Chunks));
    }

    /// <summary>The number of samples in an average.</summary>
    public int Factor { get; }

    /// <summary>The number of averages per second.</summary>
    public double Rate { get; }

    /// <summary>The number of averages in a chunk.</summary>
    public int ChunkLength { get; }

    /// <summary>The number of averages in a segment, a multiple of 8.</summary>
    public int SegmentLength => Chunks * ChunkLength;

    /// <summary>The number of samples in a segment.</summary>
    public int SegmentSamples => SegmentLength * Factor;
}
