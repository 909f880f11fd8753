using ParquetSharp;
using ParquetSharp.IO;

namespace Benchmarks;

/// <summary>
/// The three tables by ParquetSharp, which is Arrow's C++ writer: zstd, delta-encoded sample and time. Its leads cannot be
/// null, which spares it work that ours does.
/// </summary>
internal static class ArrowPeer
{
    public static long Write(float[][] leads, double rate)
    {
        using var samples = new MemoryStream();
        WriteSamples(samples, leads, rate);
        using var each = new MemoryStream();
        WriteLeads(each, leads);
        using var record = new MemoryStream();
        WriteRecord(record, leads, rate);
        return samples.Length + each.Length + record.Length;
    }

    /// <summary>The size of the table <c>samples</c> alone.</summary>
    public static long SizeOfSamples(float[][] leads, double rate)
    {
        using var samples = new MemoryStream();
        WriteSamples(samples, leads, rate);
        return samples.Length;
    }

    private static void WriteSamples(MemoryStream output, float[][] leads, double rate)
    {
        Column[] columns =
        [
            new Column<string>("record_id"),
            new Column<int>("sample"),
            new Column<long?>("time_us"),
            .. leads.Select((_, i) => new Column<float>($"lead{i}")),
        ];
        using var builder = new WriterPropertiesBuilder();
        using WriterProperties properties = builder.Compression(Compression.Zstd).CompressionLevel(1)
            .DisableDictionary("sample").Encoding("sample", Encoding.DeltaBinaryPacked)
            .DisableDictionary("time_us").Encoding("time_us", Encoding.DeltaBinaryPacked)
            .Build();
        int rows = leads[0].Length;
        Write(output, columns, properties, group =>
        {
            Next(group, Enumerable.Repeat("A0001", rows).ToArray());
            Next(group, Enumerable.Range(0, rows).ToArray());
            Next(group, Enumerable.Range(0, rows).Select(i => (long?)Math.Round(i * 1e6 / rate)).ToArray());
            foreach (float[] lead in leads)
            {
                Next(group, lead);
            }
        });
    }

    private static void WriteLeads(MemoryStream output, float[][] leads)
    {
        Column[] columns =
        [
            new Column<string>("record_id"), new Column<string>("lead"), new Column<string>("column_name"),
            new Column<int>("position"), new Column<string>("unit"), new Column<double?>("adc_gain"),
            new Column<int?>("adc_baseline"), new Column<double?>("min"), new Column<double?>("max"),
            new Column<double?>("mean"), new Column<double?>("stddev"), new Column<long?>("missing"),
            new Column<double?>("flat_fraction"), new Column<double?>("clipped_fraction"),
            new Column<double?>("noise_fraction"),
            new Column<string>("quality"), new Column<string>("issues"),
        ];
        using WriterProperties properties = new WriterPropertiesBuilder().Compression(Compression.Zstd).Build();
        Write(output, columns, properties, group =>
        {
            Next(group, Array.ConvertAll(leads, _ => "A0001"));
            Next(group, leads.Select((_, i) => $"LEAD{i}").ToArray());
            Next(group, leads.Select((_, i) => $"lead{i}").ToArray());
            Next(group, Enumerable.Range(0, leads.Length).ToArray());
            Next(group, Array.ConvertAll(leads, _ => "mV"));
            Next(group, Array.ConvertAll(leads, _ => (double?)1000));
            Next(group, Array.ConvertAll(leads, _ => (int?)0));
            Next(group, Array.ConvertAll(leads, lead => (double?)lead.Min()));
            Next(group, Array.ConvertAll(leads, lead => (double?)lead.Max()));
            Next(group, Array.ConvertAll(leads, lead => (double?)lead.Average()));
            Next(group, Array.ConvertAll(leads, _ => (double?)0.1));
            Next(group, Array.ConvertAll(leads, _ => (long?)0));
            Next(group, Array.ConvertAll(leads, _ => (double?)0));
            Next(group, Array.ConvertAll(leads, _ => (double?)0));
            Next(group, Array.ConvertAll(leads, _ => (double?)0));
            Next(group, Array.ConvertAll(leads, _ => "good"));
            Next(group, Array.ConvertAll(leads, _ => (string?)null));
        });
    }

    private static void WriteRecord(MemoryStream output, float[][] leads, double rate)
    {
        string[] texts = ["record_id", "source_uri", "source_etag", "format", "leads", "sex", "diagnoses", "comments", "quality", "issues", "converter_version"];
        string[] numbers = ["sampling_rate_hz", "duration_s", "age"];
        string[] counts = ["source_bytes", "samples", "lead_count", "recorded_at"];
        Column[] columns =
        [
            .. texts.Select(name => new Column<string>(name)),
            .. numbers.Select(name => new Column<double?>(name)),
            .. counts.Select(name => new Column<long?>(name)),
        ];
        using WriterProperties properties = new WriterPropertiesBuilder().Compression(Compression.Zstd).Build();
        Write(output, columns, properties, group =>
        {
            foreach (string name in texts)
            {
                Next(group, [name]);
            }

            Next(group, [(double?)rate]);
            Next(group, [(double?)(leads[0].Length / rate)]);
            Next(group, [(double?)60]);
            foreach (string name in counts)
            {
                Next(group, [(long?)name.Length]);
            }
        });
    }

    private static void Write(MemoryStream output, Column[] columns, WriterProperties properties, Action<RowGroupWriter> write)
    {
        using var stream = new ManagedOutputStream(output, leaveOpen: true);
        using var file = new ParquetFileWriter(stream, columns, properties);
        using (RowGroupWriter group = file.AppendRowGroup())
        {
            write(group);
        }

        file.Close();
    }

    private static void Next<T>(RowGroupWriter group, T[] values)
    {
        using LogicalColumnWriter<T> column = group.NextColumn().LogicalWriter<T>();
        column.WriteBatch(values);
    }
}
