using System.IO.Compression;
using Parquet;
using Parquet.Schema;

namespace Benchmarks;

/// <summary>
/// The table <c>samples</c> by Parquet.Net at its best: zstd at its fastest level, where its default is the slowest, a
/// dictionary of texts, delta-encoded sample and time. It has no dictionary of numbers. The encoding ByteSplitStream takes
/// a third of its time off and adds a quarter to its bytes, so that the leads are plain.
/// </summary>
internal static class ParquetNetPeer
{
    public static async Task<long> WriteAsync(float[][] leads, double rate)
    {
        int rows = leads[0].Length;
        var id = new DataField<string>("record_id");
        var sample = new DataField<int>("sample");
        var time = new DataField<long>("time_us");
        DataField<float>[] columns = leads.Select((_, i) => new DataField<float>($"lead{i}")).ToArray();
        var schema = new ParquetSchema([id, sample, time, .. columns]);

        using var output = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        options.ColumnEncodingHints[id.Path.ToString()] = EncodingHint.Dictionary;
        options.ColumnEncodingHints[sample.Path.ToString()] = EncodingHint.DeltaBinaryPacked;
        options.ColumnEncodingHints[time.Path.ToString()] = EncodingHint.DeltaBinaryPacked;
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, output, options))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(id, (IReadOnlyCollection<string>)Enumerable.Repeat("A0001", rows).ToArray());
            await group.WriteAsync<int>(sample, Enumerable.Range(0, rows).ToArray().AsMemory());
            await group.WriteAsync<long>(time, Enumerable.Range(0, rows).Select(i => (long)Math.Round(i * 1e6 / rate)).ToArray().AsMemory());
            for (int i = 0; i < columns.Length; i++)
            {
                await group.WriteAsync<float>(columns[i], leads[i].AsMemory());
            }

            group.CompleteValidate();
        }

        return output.Length;
    }
}
