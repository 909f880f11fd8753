using DuckDB.NET.Data;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;

namespace Ecg.Cli.Reporting;

/// <summary>Reads the report's data from a lake.</summary>
/// <param name="database">The lake.</param>
internal sealed class LakeContents(LakeDatabase database)
{
    /// <summary>Returns the totals.</summary>
    public LakeTotals Totals(CancellationToken cancellationToken)
    {
        var totals = new LakeTotals(0, 0, 0, 0, 0, 0, 0, CountRejected(cancellationToken));
        if (database.HasRecords)
        {
            database.QueryFiles(
                $"""
                SELECT COUNT(*), COUNT(DISTINCT dataset), COALESCE(SUM(lead_count), 0)::BIGINT, COALESCE(SUM(duration_s), 0)::DOUBLE,
                    COUNT(*) FILTER (quality = 'good'), COUNT(*) FILTER (quality = 'suspect'), COUNT(*) FILTER (quality = 'bad')
                FROM {database.RecordFiles}
                """,
                reader => totals = reader.Read() ? TotalsOf(reader, totals.Rejected) : totals,
                cancellationToken);
        }

        return totals with { Annotations = CountAnnotations(cancellationToken) };
    }

    /// <summary>Returns the worst recordings, ordered by quality, number of issues, dataset and name.</summary>
    public IReadOnlyList<ReportedRecording> Recordings(int most, CancellationToken cancellationToken)
    {
        var recordings = new List<ReportedRecording>();
        if (database.HasRecords)
        {
            database.QueryFiles(
                $"""
                SELECT dataset, record_id, filename, format, leads, quality, {RecordRow.Columns}
                FROM {database.RecordFiles}
                ORDER BY {QualityRank.Sql}, len(string_split(coalesce(issues, ''), '; ')) DESC, dataset, record_id LIMIT {most}
                """,
                reader =>
                {
                    while (reader.Read())
                    {
                        recordings.Add(RecordingOf(reader, recordings.Count + 1));
                    }
                },
                cancellationToken);
        }

        return recordings;
    }

    /// <summary>Returns the first rejected files by dataset and name.</summary>
    public IReadOnlyList<RejectedFile> Rejected(int most, CancellationToken cancellationToken)
    {
        var files = new List<RejectedFile>();
        database.Query(
            $"SELECT dataset, record_id, source_uri, reason, detail FROM rejected WHERE reason <> 'segment' ORDER BY dataset, record_id LIMIT {most}",
            reader =>
            {
                while (reader.Read())
                {
                    files.Add(new RejectedFile(
                        reader.TextAt(0) ?? "", reader.TextAt(1) ?? "", reader.TextAt(2), reader.TextAt(3) ?? "unknown", reader.TextAt(4) ?? ""));
                }
            },
            cancellationToken);
        return files;
    }

    private static LakeTotals TotalsOf(DuckDBDataReader reader, long rejected) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        reader.GetInt64(2),
        reader.GetDouble(3),
        reader.GetInt64(4),
        reader.GetInt64(5),
        reader.GetInt64(6),
        rejected);

    /// <summary>Returns the number of good, suspect and bad recordings in each dataset, worst first.</summary>
    public IReadOnlyList<QualityCount> Datasets(CancellationToken cancellationToken) =>
        Count("SELECT dataset, quality, COUNT(*) FROM records GROUP BY ALL ORDER BY dataset", name => name, cancellationToken);

    /// <summary>Returns how often each lead is good, suspect and bad, worst first, otherwise in the recordings' order.</summary>
    public IReadOnlyList<QualityCount> Leads(CancellationToken cancellationToken) =>
        Count("SELECT lead, quality, COUNT(*) FROM leads GROUP BY lead, quality ORDER BY MIN(MIN(position)) OVER (PARTITION BY lead), lead", LeadName.Write, cancellationToken);

    /// <summary>Returns the heart rates of all recordings that have one, in beats per minute.</summary>
    public IReadOnlyList<double> HeartRates(CancellationToken cancellationToken)
    {
        var rates = new List<double>();
        database.Query(
            "SELECT heart_rate_bpm FROM records WHERE heart_rate_bpm IS NOT NULL",
            reader =>
            {
                while (reader.Read())
                {
                    rates.Add(reader.GetDouble(0));
                }
            },
            cancellationToken);
        return rates;
    }

    // Equal shares stay in the order of the query.
    private List<QualityCount> Count(string sql, Func<string, string> nameOf, CancellationToken cancellationToken)
    {
        var counts = new OrderedDictionary<string, QualityCount>(StringComparer.Ordinal);
        database.Query(
            sql,
            reader =>
            {
                while (reader.Read())
                {
                    string name = nameOf(reader.GetString(0));
                    counts[name] = (counts.TryGetValue(name, out QualityCount? count) ? count : new QualityCount(name)).With(reader.TextAt(1), reader.GetInt64(2));
                }
            },
            cancellationToken);
        return [.. counts.Values.OrderByDescending(count => count.Share("bad")).ThenByDescending(count => count.Share("suspect"))];
    }

    private static ReportedRecording RecordingOf(DuckDBDataReader reader, int number) => new(
        RecordRow.Read(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader, 6),
        reader.TextAt(3),
        reader.ListAt(4, ","),
        reader.TextAt(5))
    {
        Number = number,
    };

    private List<(string Kind, long Count)> CountAnnotations(CancellationToken cancellationToken)
    {
        var counts = new List<(string, long)>();
        database.Query(
            "SELECT kind, COUNT(*) FROM annotations GROUP BY kind ORDER BY 2 DESC, 1",
            reader =>
            {
                while (reader.Read())
                {
                    counts.Add((reader.TextAt(0) ?? "unknown", reader.GetInt64(1)));
                }
            },
            cancellationToken);
        return counts;
    }

    private long CountRejected(CancellationToken cancellationToken)
    {
        long count = 0L;
        database.Query("SELECT COUNT(*) FROM rejected WHERE reason <> 'segment'", reader => count = reader.Read() ? reader.GetInt64(0) : 0, cancellationToken);
        return count;
    }
}
