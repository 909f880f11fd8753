using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Ecg.Lake;
using Ecg.Tests.Shared;

namespace Benchmarks;

/// <summary>
/// What a question opens and reads, of one object a recording and of tables that are kept compact: ten seconds of twelve leads a
/// recording. The first are the converter's own files, measured for one and counted for all; the second are written with as many
/// rows, sorted by recording, in row groups of 131 072. Read is what a reader needs that skips columns, and row groups by their
/// statistics, as Athena does.
/// </summary>
internal static class LakeMeasurements
{
    private const int Leads = 12;
    private const int Samples = 5000;
    private const double Rate = 500;
    private const int Together = 1000;

    // Athena reads a file below this size whole: Trino's parquet.small-file-threshold.
    private const long Whole = 3 << 20;

    // Iceberg's write.target-file-size-bytes.
    private const long Compact = 512 << 20;

    // Otherwise a row group would hold one signal many times, and be a fraction of its size.
    private static readonly string Noise = string.Concat(
        Enumerable.Range(1, Leads).Select(lead => $", (lead{lead} + (hash(r.i, s.sample, {lead}) % 13)::INTEGER / 1000 - 0.006)::FLOAT AS lead{lead}"));

    private static readonly (string Name, string Table, string Columns, string? Record)[] Reads =
    [
        ("count(*)", "records", "", null),
        ("quality-report: records", "records", "record_id,quality,duration_s,issues", null),
        ("quality-report: leads", "leads", "record_id,quality,missing,flat_fraction,clipped_fraction", null),
        ("one recording's lead II: samples", "samples", "record_id,sample,time_us,lead2", "R0000500"),
    ];

    /// <summary>Measures and prints a table in Markdown.</summary>
    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("ecg-lake-").FullName;
        try
        {
            Dictionary<string, byte[]> files = await ConvertAsync();
            foreach ((string table, byte[] bytes) in files)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{table}.parquet"), bytes);
            }

            Console.WriteLine("| recordings | question | objects before | MB before | objects after | MB after |");
            Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: |");
            foreach (int recordings in (int[])[10_000, 1_000_000])
            {
                Measure(folder, files, recordings);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Dictionary<string, byte[]>> ConvertAsync()
    {
        var raw = new MemoryStore();
        var lake = new MemoryStore();
        raw.Add("d/R0000000.mat", SyntheticFile.Level4(SyntheticFile.Frames(Leads, Samples, Rate), Leads));
        var header = new StringBuilder($"R0000000 {Leads} {Rate} {Samples}\n");
        for (int lead = 1; lead <= Leads; lead++)
        {
            header.Append(CultureInfo.InvariantCulture, $"R0000000.mat 16+24 1000/mV 16 0 0 0 0 LEAD{lead}\n");
        }

        raw.Add("d/R0000000.hea", Encoding.ASCII.GetBytes(header.ToString()));
        ConversionResult result = await new Converter(raw, lake, new ConversionOptions()).ConvertAsync("d/R0000000.mat", default);
        return result.Status == ConversionStatus.Converted
            ? lake.Objects.ToDictionary(entry => entry.Key[..entry.Key.IndexOf('/', StringComparison.Ordinal)], entry => entry.Value)
            : throw new InvalidOperationException(result.Detail);
    }

    private static void Measure(string folder, Dictionary<string, byte[]> files, int recordings)
    {
        using var duckDb = new DuckDBConnection("DataSource=:memory:");
        duckDb.Open();
        Execute(duckDb, $"SET temp_directory = '{folder}'");
        (string Table, int Count, string Order, string Changed)[] tables =
        [
            ("records", recordings, "record_id", ""),
            ("leads", recordings, "record_id, position", ""),
            ("samples", Math.Min(recordings, Together), "record_id, sample", Noise),
        ];
        foreach ((string table, int count, string order, string changed) in tables)
        {
            Execute(duckDb, $"""
                COPY (
                    SELECT s.* REPLACE ('R' || lpad(r.i::VARCHAR, 7, '0') AS record_id, md5(r.i::VARCHAR)[:16] AS conversion_id{changed})
                    FROM range({count}) AS r(i), read_parquet('{folder}/{table}.parquet') AS s ORDER BY {order}
                ) TO '{folder}/{table}-together.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 131072)
                """);
        }

        foreach ((string name, string table, string columns, string? record) in Reads)
        {
            long before = files[table].Length <= Whole ? files[table].Length : BytesOf(duckDb, $"{folder}/{table}.parquet", columns, null);
            string together = $"{folder}/{table}-together.parquet";
            long size = new FileInfo(together).Length;

            // As many row groups as a compact file has, where fewer recordings than that were written.
            double whole = table == "samples" ? Math.Max(1, Math.Min((double)recordings / Together, (double)Compact / size)) : 1;
            double after = BytesOf(duckDb, together, columns, record) + (FooterOf(together) * whole);
            long objects = record is null ? ((size - 1) / Compact) + 1 : 1;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {recordings} | {name} | {recordings} | {(double)recordings * before / 1e6:F1} | {objects} | {after / 1e6:F3} |"));
        }
    }

    // The columns' chunks, of the row groups that can hold the recording.
    private static long BytesOf(DuckDBConnection duckDb, string file, string columns, string? record)
    {
        string names = string.Join(", ", columns.Split(',').Select(column => $"'{column}'"));
        string groups = record is null ? "true" : $"row_group_id IN (SELECT row_group_id FROM parquet_metadata('{file}') WHERE path_in_schema = 'record_id' AND '{record}' BETWEEN stats_min_value AND stats_max_value)";
        using DuckDBCommand command = duckDb.CreateCommand();
        command.CommandText = $"SELECT coalesce(sum(total_compressed_size), 0)::BIGINT FROM parquet_metadata('{file}') WHERE path_in_schema IN ({names}) AND {groups}";
        return (long)command.ExecuteScalar()!;
    }

    private static long FooterOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        stream.Position = stream.Length - 8;
        Span<byte> length = stackalloc byte[4];
        stream.ReadExactly(length);
        return BitConverter.ToInt32(length);
    }

    private static void Execute(DuckDBConnection duckDb, string sql)
    {
        using DuckDBCommand command = duckDb.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
