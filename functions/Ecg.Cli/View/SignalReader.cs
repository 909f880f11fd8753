using DuckDB.NET.Data;
using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;

namespace Ecg.Cli.View;

/// <summary>Reads a part of a recording at a level of detail; DuckDB reduces it, so that only what is drawn is returned.</summary>
/// <param name="records">The lake's recordings.</param>
/// <param name="record">The recording.</param>
/// <param name="leads">Its leads.</param>
internal sealed class SignalReader(LakeRecords records, RecordRow record, IReadOnlyList<LakeLead> leads)
{
    /// <summary>Reads the values of a level, lead by lead, in order, with NaN for missing samples.</summary>
    /// <param name="level">The level, as defined by <see cref="SignalLevel"/>.</param>
    /// <param name="first">The first value of the level.</param>
    /// <param name="count">The number of values, all within the recording.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>One value each at level 0, otherwise the minimum and the maximum.</returns>
    public float[] Read(int level, long first, int count, CancellationToken cancellationToken)
    {
        int perValue = level == 0 ? 1 : 2;
        float[] values = new float[leads.Count * count * perValue];
        Array.Fill(values, float.NaN);
        records.QueryFile(
            record,
            PipelineContract.SamplesTable,
            level == 0 ? SamplesSql(first, count) : ReducedSql(level, first, count),
            reader => Fill(reader, values, first, count, perValue, cancellationToken),
            cancellationToken);
        return values;
    }

    private Func<string, string> SamplesSql(long first, int count) => file =>
        $"SELECT \"sample\", {string.Join(", ", leads.Select(lead => SqlText.Identifier(lead.ColumnName)))} FROM {file} "
        + $"WHERE \"sample\" >= {first} AND \"sample\" < {first + count}";

    private Func<string, string> ReducedSql(int level, long first, int count) => file =>
        $"SELECT \"sample\" >> {level}, {string.Join(", ", leads.Select(lead => Extremes(SqlText.Identifier(lead.ColumnName))))} FROM {file} "
        + $"WHERE \"sample\" >= {first << level} AND \"sample\" < {(first + count) << level} GROUP BY 1";

    // Earlier versions stored NaN, which DuckDB orders above all numbers.
    private static string Extremes(string column) =>
        $"min({column}) FILTER (isfinite({column})), max({column}) FILTER (isfinite({column}))";

    private static void Fill(DuckDBDataReader reader, float[] values, long first, int count, int perValue, CancellationToken cancellationToken)
    {
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int place = (int)(reader.GetInt32(0) - first);
            for (int column = 1; column < reader.FieldCount; column++)
            {
                (int lead, int part) = Math.DivRem(column - 1, perValue);
                values[(((lead * count) + place) * perValue) + part] = reader.IsDBNull(column) ? float.NaN : reader.GetFloat(column);
            }
        }
    }
}
