using Ecg.Lake.Reading;
using Ecg.Lake.Schema;
using Ecg.Lake.Stores;

namespace Ecg.Lake;

/// <summary>Reads and removes what earlier conversions left of a recording in the lake, and puts a rejection in its place.</summary>
/// <param name="lake">The lake.</param>
internal sealed class StandingRows(IObjectStore lake)
{
    /// <summary>Reads the row of a recording in <c>records</c> or in <c>rejected</c>.</summary>
    /// <returns>The row; <see langword="null"/> if there is none.</returns>
    /// <exception cref="IOException">The lake cannot be read now.</exception>
    public Task<StandingRow?> ReadAsync(RecordingKey key, string table, CancellationToken cancellationToken) =>
        StandingRow.ReadAsync(lake, key.PathIn(table), cancellationToken);

    /// <summary>Removes the row in <c>records</c> if it is of another source or another conversion.</summary>
    /// <remarks>A replacement that dies half-way must not leave the row of other samples.</remarks>
    /// <exception cref="IOException">The row is from another bucket.</exception>
    public async Task RemoveOtherAsync(RecordingKey key, RecordSource source, CancellationToken cancellationToken)
    {
        if (await ReadAsync(key, PipelineContract.RecordsTable, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return;
        }

        Refuse(row, key, PipelineContract.RecordsTable, source.Uri);
        if (!row.IsOf(source))
        {
            await lake.DeleteAsync(key.PathIn(PipelineContract.RecordsTable), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the rows of a recording in one table.</summary>
    /// <remarks>In a bucket an object that is not there would be deleted by a marker of its own.</remarks>
    public async Task RemoveAsync(RecordingKey key, string table, CancellationToken cancellationToken)
    {
        if (await lake.HoldsAsync(key.PathIn(table), cancellationToken).ConfigureAwait(false))
        {
            await lake.DeleteAsync(key.PathIn(table), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes all rows of a recording but its rejection, whether or not it has samples.</summary>
    public async Task RemoveAllAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        foreach (string table in PipelineContract.RemovalOrder.Where(table => table != PipelineContract.RejectedTable))
        {
            await RemoveAsync(key, table, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes all rows of a recording but its rejection.</summary>
    /// <remarks>Where no samples stand, nothing else does: they are written first and deleted last.</remarks>
    /// <param name="key">The recording.</param>
    /// <param name="uri">Its source.</param>
    /// <param name="cancellationToken">Stops the removal.</param>
    /// <exception cref="IOException">The rows are from another bucket.</exception>
    public async Task RemoveAllWithSamplesAsync(RecordingKey key, string uri, CancellationToken cancellationToken)
    {
        if (await lake.HoldsAsync(key.PathIn(PipelineContract.SamplesTable), cancellationToken).ConfigureAwait(false))
        {
            await RefuseOtherBucketAsync(key, PipelineContract.RecordsTable, uri, cancellationToken).ConfigureAwait(false);
            await RemoveAllAsync(key, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the rejection of a recording.</summary>
    /// <param name="key">The recording.</param>
    /// <param name="source">Its source.</param>
    /// <param name="keepsNote">Whether a note that it is a segment stays: it came since the conversion began, and is for the next look.</param>
    /// <param name="cancellationToken">Stops the removal.</param>
    /// <exception cref="IOException">The rejection is from another bucket.</exception>
    public async Task RemoveRejectionAsync(RecordingKey key, RecordSource source, bool keepsNote, CancellationToken cancellationToken)
    {
        if (await ReadAsync(key, PipelineContract.RejectedTable, cancellationToken).ConfigureAwait(false) is not { } rejection)
        {
            return;
        }

        Refuse(rejection, key, PipelineContract.RejectedTable, source.Uri);
        if (!keepsNote || rejection.SegmentOf is null)
        {
            await lake.DeleteAsync(key.PathIn(PipelineContract.RejectedTable), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a rejection in the place of all other rows of a recording.</summary>
    /// <exception cref="IOException">The rows are from another bucket.</exception>
    public async Task RejectAsync(RecordingKey key, RecordSource source, RejectedException rejection, CancellationToken cancellationToken)
    {
        await RemoveAllWithSamplesAsync(key, source.Uri, cancellationToken).ConfigureAwait(false);
        await lake.ReplaceAsync(
            key.PathIn(PipelineContract.RejectedTable),
            output => RejectedTable.Schema.Write(output, source, new RejectedRecording(source, rejection)),
            () => RefuseOtherBucketAsync(key, PipelineContract.RejectedTable, source.Uri, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses to touch a row that is from another bucket.</summary>
    /// <remarks>The key alone fixes the paths, so that two buckets with one key would take turns in one row.</remarks>
    /// <exception cref="IOException">It is from another bucket.</exception>
    public void Refuse(StandingRow row, RecordingKey key, string table, string uri)
    {
        if (row.OtherBucketThan(uri) is { } other)
        {
            throw new IOException(
                $"{lake.UriOf(key.PathIn(table))} is from the bucket {other}: a lake holds the recordings of one bucket, convert {uri} into another lake");
        }
    }

    private async Task RefuseOtherBucketAsync(RecordingKey key, string table, string uri, CancellationToken cancellationToken)
    {
        if (await ReadAsync(key, table, cancellationToken).ConfigureAwait(false) is { } row)
        {
            Refuse(row, key, table, uri);
        }
    }
}
