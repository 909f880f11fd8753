using DuckDB.NET.Data;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;

namespace Ecg.Cli.View;

/// <summary>The recordings of a lake, read once and kept until a reload.</summary>
/// <param name="lake">The lake.</param>
internal sealed class RecordingList(LakeReader lake)
{
    private volatile Contents? _contents;

    /// <summary>Reads the lake as it is now.</summary>
    public async Task<Contents> ReadAsync(CancellationToken cancellationToken) =>
        _contents = await lake.AskAsync(database => Read(database, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>Returns the last contents; reads them the first time.</summary>
    public async Task<Contents> KeptAsync(CancellationToken cancellationToken) =>
        _contents ?? await ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Returns a recording by its <see cref="ListedRecording.Id"/>.</summary>
    /// <exception cref="CommandException">The lake has no such recording.</exception>
    public async Task<ListedRecording> FindAsync(string id, CancellationToken cancellationToken)
    {
        // It may have been added after the list was read.
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
            database.QueryFiles(
                $"SELECT dataset, record_id, filename, leads, {RecordRow.Columns} FROM {database.RecordFiles} ORDER BY dataset, record_id",
                reader =>
                {
                    while (reader.Read())
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        recordings.Add(RecordingOf(reader));
                    }
                },
                cancellationToken);
        }

        return new Contents(recordings, Rejected(database, cancellationToken));
    }

    private static ListedRecording RecordingOf(DuckDBDataReader reader) =>
        new(RecordRow.Read(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader, 4), reader.ListAt(3, ","));

    private static List<RejectedFile> Rejected(LakeDatabase database, CancellationToken cancellationToken)
    {
        var files = new List<RejectedFile>();
        database.Query(
            "SELECT dataset, record_id, reason, detail FROM rejected WHERE reason <> 'segment' ORDER BY dataset, record_id",
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

    /// <summary>The contents of the lake at the time of reading.</summary>
    /// <param name="Recordings">The recordings by dataset and name.</param>
    /// <param name="Rejected">The files that could not be converted, by dataset and name.</param>
    internal sealed record Contents(IReadOnlyList<ListedRecording> Recordings, IReadOnlyList<RejectedFile> Rejected)
    {
        /// <summary>The recordings by <see cref="ListedRecording.Id"/>.</summary>
        public IReadOnlyDictionary<string, ListedRecording> ById { get; } = Recordings.ToDictionary(recording => recording.Id, StringComparer.Ordinal);
    }
}
