using DuckDB.NET.Data;
using Ecg.Annotations;
using Ecg.Annotations.Beats;
using Ecg.Lake.Parquet;
using Ecg.Lake.Schema;
using Ecg.Signals;
using Ecg.Signals.Assessment;
using NUnit.Framework;
using ParquetSharp;
using ParquetSharp.IO;

namespace Ecg.Tests.Lake.Schema;

public sealed class LakeSchemaTests
{
    private static readonly RecordSource Source = TestRecordings.Source;

    [Test]
    public void Declares_every_table_of_the_contract_in_its_order() =>
        Assert.That(LakeSchema.Tables.Select(table => table.Name), Is.EqualTo(PipelineContract.Tables));

    [Test]
    public void Keeps_the_fixed_columns_of_samples_from_the_leads() =>
        Assert.That(
            PipelineContract.SamplesColumns,
            Is.EqualTo(SamplesColumns.Schema.Columns.Select(column => column.Name).Append(PipelineContract.PartitionColumn)));

    [Test]
    public void Names_columns_as_no_engine_folds_them_and_none_twice() =>
        Assert.Multiple(() =>
        {
            foreach (TableSchema table in LakeSchema.Tables)
            {
                var names = table.Columns.Select(column => column.Name).ToList();
                Assert.That(names, Is.Unique.And.All.Match("^[a-z][a-z0-9_]*$").And.None.EqualTo(PipelineContract.PartitionColumn), table.Name);
            }
        });

    [Test]
    public void Writes_what_ParquetSharp_DuckDB_and_Parquet_Net_find_as_declared()
    {
        (TableSchema Table, byte[] File)[] files =
        [
            (LeadsTable.Schema, Written(output => LeadsTable.Schema.Write(output, Source, Lead("II", gain: 200), Lead("V1", gain: null)))),
            (RecordsTable.Schema, Written(output => RecordsTable.Schema.Write(output, Source, new AssessedRecording(Source, Recording(), new(Quality.Suspect, ["unknown unit"], []), Heart)))),
            (AnnotationsTable.Schema, Written(output => AnnotationsTable.Schema.Write(output, Source, Beat))),
            (RejectedTable.Schema, Written(output => RejectedTable.Schema.Write(output, Source, Rejection))),
        ];
        Assert.Multiple(() =>
        {
            foreach ((TableSchema? table, byte[]? file) in files)
            {
                Assert.That(ColumnsByArrow(file), Is.EqualTo(table.Columns.Select(column => (column.Name, ArrowType(column.Kind), column.IsOptional))), table.Name);
                Assert.That(ColumnsByDuckDb(file), Is.EqualTo(table.Columns.Select(column => (column.Name, DuckDbType(column.Kind)))), table.Name);
                Assert.That(ColumnsByParquetNet(file), Is.EqualTo(table.Columns.Select(column => column.Name)), table.Name);
            }
        });
    }

    [Test]
    public void Leaves_what_is_not_known_null()
    {
        byte[] file = Written(output => LeadsTable.Schema.Write(output, Source, Lead("II", gain: 200), Lead("V1", gain: null)));

        Assert.That(
            Query(file, "SELECT record_id, lead, adc_gain, adc_baseline, \"mean\", \"missing\", quality, issues FROM {0} ORDER BY \"position\""),
            Is.EqualTo(new object?[][]
            {
                ["a/A0001", "II", 200.0, 7, null, 3L, "suspect", "a; b"],
                ["a/A0001", "V1", null, null, null, 3L, "suspect", "a; b"],
            }));
    }

    [Test]
    public void Tells_of_a_rejection_in_a_row() =>
        Assert.That(
            Query(Written(output => RejectedTable.Schema.Write(output, Source, Rejection)), "SELECT * FROM {0}"),
            Is.EqualTo(new object?[][] { ["a/A0001", "fedcba9876543210", Source.Uri, Source.ETag, "no-signal", "Łódź: \"no\" variable; ask."] }));

    [Test]
    public void Annotates_a_timestamp_both_ways()
    {
        byte[] file = Written(output => RecordsTable.Schema.Write(output, Source, new AssessedRecording(Source, Recording(), new(Quality.Good, [], []), null)));

        Assert.Multiple(() =>
        {
            Assert.That(
                Query(file, "SELECT converted_type, logical_type LIKE 'TimestampType(isAdjustedToUTC=0%MICROS%' FROM parquet_schema({1}) WHERE name = 'recorded_at'"),
                Is.EqualTo(new object?[][] { ["TIMESTAMP_MICROS", true] }));
            Assert.That(
                Query(file, "SELECT typeof(recorded_at), recorded_at FROM {0}"),
                Is.EqualTo(new object?[][] { ["TIMESTAMP", new DateTime(2001, 2, 3, 4, 5, 6, 789)] }));
        });
    }

    [Test]
    public void Places_an_annotation_in_samples_and_in_time()
    {
        byte[] file = Written(output => AnnotationsTable.Schema.Write(
            output, Source, Beat, new PlacedAnnotation(new Annotation(AnnotationSource.Pipeline, AnnotationKind.Noise, 100, 350) { Lead = "V1" }, 360)));

        Assert.That(
            Query(file, "SELECT source, kind, symbol, lead, start_sample, end_sample, time_us, duration_us, rr_ms, note FROM {0}"),
            Is.EqualTo(new object?[][]
            {
                ["atr", "beat", "V", null, 77L, 77L, null, null, 812.5, null],
                ["ecg-pipeline", "noise", null, "V1", 100L, 350L, 277778L, 694444L, null, null],
            }));
    }

    private static PlacedAnnotation Beat { get; } =
        new(new Annotation("atr", AnnotationKind.Beat, 77, 77) { Symbol = "V", RrMs = 812.5 }, SamplingRate: null);

    private static BeatStatistics Heart { get; } =
        new() { Beats = 12, HeartRateBpm = 71.5, MeanMs = 839, SdnnMs = 20.5, RmssdMs = null };

    private static RejectedRecording Rejection { get; } =
        new(Source, new RejectedException(RejectionReason.NoSignal, "Łódź: \"no\" variable; ask."));

    private static AssessedLead Lead(string name, double? gain) => new(
        new Lead { Position = name == "II" ? 0 : 1, Name = name, ColumnName = name.ToLowerInvariant(), Unit = "mV", Gain = gain, Baseline = gain is null ? null : 7 },
        new LeadMeasures { Samples = 3, Missing = 3, Min = double.NaN, Max = double.NaN, Mean = double.NaN, StdDev = double.NaN, FlatFraction = 0, ClippedFraction = 0 },
        new LeadAssessment(Quality.Suspect, ["a", "b"]));

    private static Recording Recording() =>
        TestRecordings.Of(Ecg.Formats.SampleType.Int16, 360, position => TestRecordings.Adc(position), new short[] { 1, 2 }) with
        {
            RecordedAt = new DateTime(2001, 2, 3, 4, 5, 6, 789),
        };

    private static byte[] Written(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return output.ToArray();
    }

    private static IEnumerable<(string Name, string Type, bool IsOptional)> ColumnsByArrow(byte[] file)
    {
        using var reader = new ParquetFileReader(new ManagedRandomAccessFile(new MemoryStream(file)));
        SchemaDescriptor schema = reader.FileMetaData.Schema;
        for (int i = 0; i < schema.NumColumns; i++)
        {
            ColumnDescriptor column = schema.Column(i);
            yield return (column.Name, $"{column.PhysicalType} {column.LogicalType.Type}", column.MaxDefinitionLevel == 1);
        }
    }

    private static string ArrowType(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "ByteArray String",
        ColumnKind.Timestamp => "Int64 Timestamp",
        _ => $"{kind} None",
    };

    private static IEnumerable<(string Name, string Type)> ColumnsByDuckDb(byte[] file) =>
        Query(file, "DESCRIBE SELECT * FROM {0}").Select(row => ((string)row[0]!, (string)row[1]!));

    private static string DuckDbType(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "VARCHAR",
        ColumnKind.Int32 => "INTEGER",
        ColumnKind.Int64 => "BIGINT",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static string[] ColumnsByParquetNet(byte[] file)
    {
        using var stream = new MemoryStream(file);
        global::Parquet.ParquetReader reader = global::Parquet.ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        return [.. reader.Schema.DataFields.Select(field => field.Name)];
    }

    private static List<object?[]> Query(byte[] file, string sql)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = string.Format(null, sql, $"read_parquet('{path}')", $"'{path}'");
            using DuckDBDataReader reader = command.ExecuteReader();
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
            }

            return rows;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
