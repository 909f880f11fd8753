using Parquet;
using Parquet.Schema;

namespace Benchmarks;

/// <summary>The table <c>samples</c> by Parquet.Net, with its own choice of encodings and zstd.</summary>
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
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd };
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
