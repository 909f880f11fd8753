using Ecg.Signals.Selection;

namespace Ecg.Signals.Metadata;

/// <summary>Finds the rows or columns of a matrix that are not leads, but a time axis or a sample counter.</summary>
internal static class AxisLeads
{
    // Nearly every lead falls within its first samples, and is then not examined further.
    private const int BlockSamples = 256;

    /// <summary>Finds the leads of a matrix that no header describes.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="path">Its path in the file; <see langword="null"/> if the caller named it as the signal.</param>
    /// <param name="issues">Receives what is left out.</param>
    /// <param name="axis">The time axis among them, or <see langword="null"/>.</param>
    /// <exception cref="RejectedException">All rows or columns rise monotonically, and the caller did not name the matrix (<see cref="RejectionReason.NoSignal"/>).</exception>
    /// <exception cref="IOException">The samples' temporary file cannot be read.</exception>
    public static LeadPlaces LeaveOut(SignalMatrix matrix, string? path, IssueList issues, out TimeAxis? axis)
    {
        axis = null;
        SeriesProbe[]? probes = Probe(matrix);
        if (probes is null)
        {
            return LeadPlaces.All(matrix.LeadCount);
        }

        var kept = Enumerable.Range(0, probes.Length).Where(i => probes[i].Kind == SeriesKind.Signal).ToList();
        var rising = Enumerable.Range(0, probes.Length).Except(kept).ToList();
        if (rising.Count == 0)
        {
            return LeadPlaces.All(matrix.LeadCount);
        }

        if (kept.Count == 0 && path is not null)
        {
            throw new RejectedException(
                RejectionReason.NoSignal,
                $"no {(matrix.LeadsAreRows ? "row" : "column")} of {OneLine.Clean(path)} ever decreases: it holds times or positions, not a signal. Store the signal as a numeric matrix named val.");
        }

        // If there is nothing else, it is kept and reported.
        string fate = kept.Count == 0 ? "unlike any ECG lead" : "left out, a time axis or a counter, not a lead";
        issues.Add($"rises throughout, {fate}: {OneLine.List([.. rising.Select(Describe)])}");
        if (kept.Count == 0)
        {
            return LeadPlaces.All(matrix.LeadCount);
        }

        axis = rising.Where(i => probes[i].Kind == SeriesKind.Ramp)
            .Select(i => new TimeAxis(Name(i), probes[i].Count, probes[i].Rate(1))).FirstOrDefault();
        return new LeadPlaces(kept, matrix.LeadCount);

        string Name(int position) => $"{(matrix.LeadsAreRows ? "row" : "column")} {position + 1}";

        // Timestamps from a recorder's clock give only an approximate rate.
        string Describe(int position) => probes[position] is { Kind: SeriesKind.Ascending, Step: > 0 and < 1 } uneven
            ? FormattableString.Invariant($"{Name(position)} (its steps differ, {1 / uneven.Step:0.#} Hz on average)")
            : Name(position);
    }

    // Null once every lead has fallen.
    private static SeriesProbe[]? Probe(SignalMatrix matrix)
    {
        if (matrix.SampleCount < ArrayShape.FewestSamples)
        {
            return null;
        }

        using var block = new SignalBlock(matrix, BlockSamples);
        var probes = new SeriesProbe[matrix.LeadCount];
        for (int i = 0; i < probes.Length; i++)
        {
            probes[i] = new SeriesProbe();
        }

        Span<double> samples = stackalloc double[BlockSamples];
        int open = probes.Length;
        for (long first = 0; first < matrix.SampleCount && open > 0; first += BlockSamples)
        {
            Span<double> part = samples[..(int)Math.Min(BlockSamples, matrix.SampleCount - first)];
            block.Load(first, part.Length);
            open = 0;
            for (int i = 0; i < probes.Length; i++)
            {
                if (probes[i].IsOpen)
                {
                    block.Copy(i, part);
                    probes[i].Add(part);
                    open += probes[i].IsOpen ? 1 : 0;
                }
            }
        }

        return open == 0 ? null : probes;
    }
}
