using BenchmarkDotNet.Attributes;
using Ecg;
using Ecg.Lake;
using Ecg.Tests.Shared;

namespace Benchmarks;

/// <summary>
/// One recording of 12 leads and 10 seconds at 500 Hz, from the bytes of a MAT-file to the bytes of all three tables, on
/// one thread. The peers write the same tables from a plain reader and check, measure and assess nothing.
/// </summary>
[MemoryDiagnoser]
public class RecordingBenchmarks
{
    private const int Leads = 12;
    private const int Samples = 5000;
    private const double Rate = 500;
    private const double Gain = 1000;

    private readonly MemoryStore _raw = new();
    private readonly MemoryStore _lake = new();
    private byte[] _file = [];
    private Converter? _converter;

    /// <summary>The form of the MAT-file.</summary>
    [Params("v4", "v7")]
    public string Format { get; set; } = "v4";

    /// <summary>Makes the file.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        short[] frames = SyntheticFile.Frames(Leads, Samples, Rate);
        _file = Format == "v4" ? SyntheticFile.Level4(frames, Leads) : SyntheticFile.Level7(frames, Leads);
        var defaults = new Ecg.Signals.Metadata.ConversionDefaults { SamplingRate = Rate, Gain = Gain };
        _raw.Add("benchmark/A0001.mat", _file);
        _converter = new Converter(_raw, _lake, new ConversionOptions { Defaults = defaults });
        ConversionResult result = Convert();
        if (result.Status != ConversionStatus.Converted)
        {
            throw new InvalidOperationException($"The benchmark's file was not converted: {result.Detail}");
        }
    }

    /// <summary>The pipeline's own converter.</summary>
    [Benchmark]
    public ConversionResult Convert() => _converter!.ConvertAsync("benchmark/A0001.mat", default).GetAwaiter().GetResult();

    /// <summary>ParquetSharp: Arrow's C++ writer.</summary>
    [Benchmark(Baseline = true)]
    public long ArrowFromPlainReader() => ArrowPeer.Write(ReadPlainly(), Rate);

    /// <summary>Parquet.Net, only the table <c>samples</c>.</summary>
    [Benchmark]
    public Task<long> ParquetNetFromPlainReader() => ParquetNetPeer.WriteAsync(ReadPlainly(), Rate);

    /// <summary>Prints how large each makes the table <c>samples</c>, which is nearly all of a lake.</summary>
    /// <param name="path">A Level 4 MAT-file of 16-bit samples; <see langword="null"/> for the benchmark's own.</param>
    /// <param name="output">Takes the lines.</param>
    public async Task PrintSizesAsync(string? path, TextWriter output)
    {
        SetUp();
        if (path is not null)
        {
            _file = await File.ReadAllBytesAsync(path);
            _raw.Add("benchmark/A0001.mat", _file);
            Convert();
        }

        float[][] leads = ReadPlainly();
        int own = _lake.Objects.Single(entry => entry.Key.StartsWith($"{PipelineContract.SamplesTable}/", StringComparison.Ordinal)).Value.Length;
        await output.WriteLineAsync($"MAT-file     {_file.Length,9:N0} bytes");
        await output.WriteLineAsync($"Convert      {own,9:N0}");
        await output.WriteLineAsync($"ParquetSharp {ArrowPeer.SizeOfSamples(leads, Rate),9:N0}");
        await output.WriteLineAsync($"Parquet.Net  {await ParquetNetPeer.WriteAsync(leads, Rate),9:N0}");
    }

    private float[][] ReadPlainly() => Format == "v4" ? PlainReader.Level4(_file, Gain) : PlainReader.Level7(_file, Gain);
}
