using Ecg.Formats.Wfdb;
using Ecg.Lake.Reading;
using Ecg.Lake.Schema;
using Ecg.Lake.Stores;

namespace Ecg.Lake;

/// <summary>Keeps the segments of a multi-segment WFDB record from being recordings of their own, whichever comes first.</summary>
/// <param name="raw">Holds the headers.</param>
/// <param name="lake">The lake.</param>
/// <param name="rows">The lake's rows.</param>
/// <param name="options">What the caller decides.</param>
internal sealed class RecordSegments(IObjectStore raw, IObjectStore lake, StandingRows rows, ConversionOptions options)
{
    // A record of a bedside monitor has hundreds.
    private const int SideBySide = 16;

    /// <summary>Finds the record of which a note in the lake says that a recording is a segment.</summary>
    /// <remarks>Where the record is gone or names other segments by now, the note is void, and is removed.</remarks>
    /// <returns>The record's key; <see langword="null"/> for a recording of its own.</returns>
    /// <exception cref="IOException">A store cannot be read now, or the note is from another bucket.</exception>
    public async Task<string?> FindRecordAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        if (!options.NotesSegments || !key.IsHeader
            || await rows.ReadAsync(key, PipelineContract.RejectedTable, cancellationToken).ConfigureAwait(false) is not { SegmentOf: { } record } note)
        {
            return null;
        }

        rows.Refuse(note, key, PipelineContract.RejectedTable, raw.UriOf(key.Key));
        if (await NamesAsync(record, key, cancellationToken).ConfigureAwait(false))
        {
            return record;
        }

        await lake.DeleteAsync(key.PathIn(PipelineContract.RejectedTable), cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Takes away what the segments of a record left in the lake that came before it.</summary>
    /// <remarks>To be called before the record has rows, so that no reader counts a heartbeat twice.</remarks>
    /// <exception cref="IOException">The lake cannot be changed now, or a segment's rows are from another bucket.</exception>
    public Task TakeAsync(RecordingKey record, WfdbHeader header, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        SegmentsOf(record.Key, header),
        new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken },
        async (segment, stop) => await TakeAsync(RecordingKey.Parse(segment, options.Dataset), record.Key, stop).ConfigureAwait(false));

    /// <summary>Takes away what a segment left that was written while its record took its rows: other rows than the samples may stand alone.</summary>
    /// <exception cref="IOException">The lake cannot be changed now.</exception>
    public async Task TakeAgainAsync(RecordingKey segment, string record, CancellationToken cancellationToken)
    {
        await rows.RemoveAllAsync(segment, cancellationToken).ConfigureAwait(false);
        await TakeAsync(segment, record, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> SegmentsOf(string record, WfdbHeader header) =>
        header.SegmentHeaders.Select(segment => record[..(record.LastIndexOf('/') + 1)] + segment);

    private async Task TakeAsync(RecordingKey segment, string record, CancellationToken cancellationToken)
    {
        string uri = raw.UriOf(segment.Key);
        if (!options.NotesSegments)
        {
            await rows.RemoveAllWithSamplesAsync(segment, uri, cancellationToken).ConfigureAwait(false);
            return;
        }

        var note = new RejectedException(RejectionReason.Segment, $"{segment.Key} is a segment of {record}, whose rows have its samples.");
        var id = ConversionId.Of([ConverterVersion.Current, .. options.Outcome, note.Reason.Code(), record]);
        RecordSource source = new(segment.RecordId, uri, string.Empty, 0, id) { SegmentOf = record };

        // A conversion of the segment that is under way looks for the note only at its end. What it wrote before the note is seen here.
        await rows.RejectAsync(segment, source, options.Told(note), cancellationToken).ConfigureAwait(false);
        while (await StandsAsync(segment, cancellationToken).ConfigureAwait(false))
        {
            await rows.RemoveAllAsync(segment, cancellationToken).ConfigureAwait(false);
            await rows.RejectAsync(segment, source, options.Told(note), cancellationToken).ConfigureAwait(false);
        }
    }

    // Samples are written first and records last: either may have come since the rows were removed.
    private async Task<bool> StandsAsync(RecordingKey segment, CancellationToken cancellationToken) =>
        await lake.HoldsAsync(segment.PathIn(PipelineContract.RecordsTable), cancellationToken).ConfigureAwait(false)
        || await lake.HoldsAsync(segment.PathIn(PipelineContract.SamplesTable), cancellationToken).ConfigureAwait(false);

    private async Task<bool> NamesAsync(string record, RecordingKey segment, CancellationToken cancellationToken) =>
        await StoredHeader.ReadAsync(raw, record, cancellationToken).ConfigureAwait(false) is { } header
        && SegmentsOf(record, header).Contains(segment.Key, StringComparer.Ordinal);
}
