using Ecg.Lake;
using Ecg.Tests.Shared;
using NUnit.Framework;
using ParquetSharp;
using ParquetSharp.IO;

namespace Ecg.Tests.Lake.Samples;

/// <summary>How small the samples of a real recording become: MIT-BIH record 100, ten minutes of two leads.</summary>
public sealed class SamplesSizeTests
{
    private const int Samples = 216_000;
    private const int Leads = 2;

    [Test]
    public void Takes_at_most_0_55_of_the_bytes_of_the_MAT_file() =>
        Assert.That((double)OurSize() / new FileInfo(SharedData.PathOf("physionet", "100m.mat")).Length, Is.LessThanOrEqualTo(0.55));

    [Test]
    public void Takes_at_most_a_quarter_of_what_pandas_writes_by_default() =>
        Assert.That((double)OurSize() / PandasSize(), Is.LessThanOrEqualTo(0.25), $"{OurSize()} / {PandasSize()}");

    private static long OurSize()
    {
        var raw = new MemoryStore();
        var lake = new MemoryStore();
        raw.Add("mit/100m.mat", File.ReadAllBytes(SharedData.PathOf("physionet", "100m.mat")));
        raw.Add("mit/100m.hea", File.ReadAllBytes(SharedData.PathOf("physionet", "100m.hea")));
        ConversionResult result = new Converter(raw, lake, new ConversionOptions()).ConvertAsync("mit/100m.mat", default).GetAwaiter().GetResult();
        Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
        return lake.Objects.Single(entry => entry.Key.StartsWith("samples/", StringComparison.Ordinal)).Value.Length;
    }

    // DataFrame.to_parquet: Arrow's C++ writer with snappy and dictionaries; numbers are int64 and float64.
    private static long PandasSize()
    {
        byte[] file = File.ReadAllBytes(SharedData.PathOf("physionet", "100m.mat"));
        Column[] columns =
        [
            new Column<string>("record_id"), new Column<long>("sample"), new Column<long>("time_us"),
            new Column<double>("mlii"), new Column<double>("v5"),
        ];
        using var output = new MemoryStream();
        using WriterProperties properties = new WriterPropertiesBuilder().Compression(Compression.Snappy).Build();
        using (var stream = new ManagedOutputStream(output, leaveOpen: true))
        using (var writer = new ParquetFileWriter(stream, columns, properties))
        {
            using (RowGroupWriter group = writer.AppendRowGroup())
            {
                Next(group, Enumerable.Repeat("100m", Samples).ToArray());
                Next(group, Enumerable.Range(0, Samples).Select(i => (long)i).ToArray());
                Next(group, Enumerable.Range(0, Samples).Select(i => (long)Math.Round(i * 1e6 / 360)).ToArray());
                for (int lead = 0; lead < Leads; lead++)
                {
                    Next(group, Enumerable.Range(0, Samples).Select(i => Physical(file, (i * Leads) + lead)).ToArray());
                }
            }

            writer.Close();
        }

        return output.Length;
    }

    private static double Physical(byte[] file, int element) => (BitConverter.ToInt16(file, 24 + (element * 2)) - 1024) / 200.0;

    private static void Next<T>(RowGroupWriter group, T[] values)
    {
        using LogicalColumnWriter<T> column = group.NextColumn().LogicalWriter<T>();
        column.WriteBatch(values);
    }
}
