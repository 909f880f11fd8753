using DuckDB.NET.Data;
using Ecg.Annotations;
using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;

namespace Ecg.Cli.View;

/// <summary>The annotations of a recording: beats by source, and all others one by one.</summary>
/// <param name="Beats">The beats.</param>
/// <param name="Stretches">Gaps, flat, clipped and noisy stretches, rhythms and notes, in order.</param>
internal sealed record FoundInRecording(IReadOnlyList<FoundInRecording.BeatSeries> Beats, IReadOnlyList<FoundInRecording.Stretch> Stretches)
{
    /// <summary>Reads the recording's annotations; a lake from an earlier version has none.</summary>
    public static FoundInRecording Read(LakeRecords records, RecordRow record, CancellationToken cancellationToken)
    {
        var beats = new SortedDictionary<string, BeatSeries>(StringComparer.Ordinal);
        var stretches = new List<Stretch>();
        records.QueryFile(
            record,
            PipelineContract.AnnotationsTable,
            file => $"SELECT source, kind, symbol, lead, start_sample, end_sample, note FROM {file} ORDER BY start_sample",
            reader =>
            {
                while (reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Add(reader, beats, stretches);
                }
            },
            cancellationToken);
        return new FoundInRecording([.. beats.Values], stretches);
    }

    private static void Add(DuckDBDataReader reader, SortedDictionary<string, BeatSeries> beats, List<Stretch> stretches)
    {
        (string source, string kind) = (reader.GetString(0), reader.GetString(1));
        if (kind != AnnotationKind.Beat)
        {
            stretches.Add(new Stretch(source, kind, reader.TextAt(2), reader.TextAt(3), reader.GetInt64(4), reader.GetInt64(5), reader.TextAt(6)));
            return;
        }

        if (!beats.TryGetValue(source, out BeatSeries? series))
        {
            beats.Add(source, series = new BeatSeries(source, [], []));
        }

        series.Samples.Add(reader.GetInt64(4));
        series.Symbols.Add(reader.TextAt(2));
    }

    /// <summary>The beats of one source.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Samples">The position of each.</param>
    /// <param name="Symbols">The symbol of each; <see langword="null"/> if there are none.</param>
    internal sealed record BeatSeries(string Source, List<long> Samples, List<string?> Symbols);

    /// <summary>An annotation.</summary>
    /// <param name="Source">Its source.</param>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Symbol">WFDB's symbol.</param>
    /// <param name="Lead">The lead; <see langword="null"/> for all.</param>
    /// <param name="Start">The first sample.</param>
    /// <param name="End">The first sample after it.</param>
    /// <param name="Note">Its text.</param>
    internal sealed record Stretch(string Source, string Kind, string? Symbol, string? Lead, long Start, long End, string? Note);
}
