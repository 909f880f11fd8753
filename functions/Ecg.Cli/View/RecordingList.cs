using DuckDB.NET.Data;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;

namespace Ecg.Cli.View;

/// <summary>The recordings of a lake, read once and kept until they are asked for anew.</summary>
/// <param name="lake">The lake.</param>
internal sealed class RecordingList(LakeReader lake)
{
    private volatile Contents? _contents;

    /// <summary>Reads the lake as it is now.</summary>
    public async Task<Contents> ReadAsync(CancellationToken cancellationToken) =>
        _contents = await lake.AskAsync(database => Read(database, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>What was read last; reads where nothing was.</summary>
    public async Task<Contents> KeptAsync(CancellationToken cancellationToken) =>
        _contents ?? await ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>A recording by its <see cref="ListedRecording.Id"/>.</summary>
    /// <exception cref="CommandException">The lake has no such recording.</exception>
    public async Task<ListedRecording> FindAsync(string id, CancellationToken cancellationToken)
    {
        // It may have come into the lake since the list was read.
        Contents kept = await KeptAsync(cancellationToken).ConfigureAwait(false);
        return kept.ById.TryGetValue(id, out ListedRecording? found)
            || (await ReadAsync(cancellationToken).ConfigureAwait(false)).ById.TryGetValue(id, out found)
            ? found
            : throw CommandException.UsageError($"there is no recording '{id}' in the lake.");
    }

    private static Contents Read(LakeDatabase database, CancellationToken cancellationToken)
    {
        var recordings = new List<ListedRecording>();
        if (database.HasRecords)
        {
            IReadOnlyDictionary<(string, string), double> rates = HeartRates.Read(database, cancellationToken);
            database.QueryFiles(
                $"SELECT dataset, record_id, filename, leads, {RecordRow.Columns} FROM {database.RecordFiles} ORDER BY dataset, record_id",
                reader =>
                {
                    while (reader.Read())
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        recordings.Add(RecordingOf(reader, rates));
                    }
                },
                cancellationToken);
        }

        return new Contents(recordings, Rejected(database, cancellationToken));
    }

    private static ListedRecording RecordingOf(DuckDBDataReader reader, IReadOnlyDictionary<(string, string), double> rates)
    {
        var row = RecordRow.Read(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader, 4);
        return new ListedRecording(row, reader.ListAt(3, ","), rates.TryGetValue((row.Dataset, row.RecordId), out double rate) ? rate : null);
    }

    private static List<RejectedFile> Rejected(LakeDatabase database, CancellationToken cancellationToken)
    {
        var files = new List<RejectedFile>();
        database.Query(
            "SELECT dataset, record_id, reason, detail FROM rejected ORDER BY dataset, record_id",
            reader =>
            {
                while (reader.Read())
                {
                    files.Add(new RejectedFile(reader.TextAt(0) ?? "", reader.TextAt(1) ?? "", reader.TextAt(2) ?? "unknown", reader.TextAt(3) ?? ""));
                }
            },
            cancellationToken);
        return files;
    }

    /// <summary>What the lake held when it was read.</summary>
    /// <param name="Recordings">The recordings by dataset and name.</param>
    /// <param name="Rejected">The files that could not be converted, by dataset and name.</param>
    internal sealed record Contents(IReadOnlyList<ListedRecording> Recordings, IReadOnlyList<RejectedFile> Rejected)
    {
        /// <summary>The recordings by <see cref="ListedRecording.Id"/>.</summary>
        public IReadOnlyDictionary<string, ListedRecording> ById { get; } = Recordings.ToDictionary(recording => recording.Id, StringComparer.Ordinal);
    }
}
