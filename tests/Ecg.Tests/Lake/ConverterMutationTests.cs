using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using Ecg.Lake;
using Ecg.Tests.Formats;
using Ecg.Tests.Shared;
using NUnit.Framework;
using ParquetSharp;
using ParquetSharp.IO;

namespace Ecg.Tests.Lake;

/// <summary>Damaged recordings and damaged headers through the whole converter: every one has an outcome, none fails.</summary>
[Parallelizable]
public sealed class ConverterMutationTests
{
    private const string Header = "A 2 360 60 12:30:00 22/11/2026\n"
        + "A.mat 16+24 200(10)/mV 11 0 0 1770 0 MLII\nA.mat 16+24 100/uV 11 0 0 3540 0 V5\n#Age: 57\n#Dx: 426783006\n";

    [Test]
    public void Gives_every_damaged_recording_an_outcome([Values] MatFormat format) =>
        AssertBoth(MutationHarness.Run(Recording(format), 2_000, 42, mutant => Convert(mutant, null)));

    [Test]
    public void Gives_every_recording_with_a_damaged_header_an_outcome()
    {
        byte[] recording = Recording(MatFormat.V4);
        AssertBoth(MutationHarness.Run(
            System.Text.Encoding.ASCII.GetBytes(Header), 2_000, 43, mutant => Convert(recording, mutant)));
    }

    [Test]
    public void Gives_every_recording_with_damaged_metadata_of_its_dataset_an_outcome()
    {
        byte[] recording = Recording(MatFormat.V4);
        ReadOnlySpan<byte> metadata = """{ "sampling_rate_hz": 360, "gain": [200, 100], "units": "mV", "leads": ["I", "II"], "age": 5 }"""u8;
        AssertBoth(MutationHarness.Run(metadata.ToArray(), 2_000, 44, mutant => Convert(recording, null, mutant)));
    }

    [Test]
    public void Gives_every_recording_with_a_damaged_info_file_an_outcome()
    {
        byte[] recording = Recording(MatFormat.V4);
        ReadOnlySpan<byte> info = "Source: record a  Start: [10:00:00.000 01/02/2003]\nval has 2 rows (signals) and 60 columns (samples/signal)\nSampling frequency: 360 Hz\n1\tMLII\t200\t1024\tmV\n2\tV5\t100\t0\tuV\n"u8;
        AssertBoth(MutationHarness.Run(info.ToArray(), 2_000, 45, mutant => Convert(recording, null, null, mutant)));
    }

    // LabChart, Octave, lead vectors, time columns, objects, half precision: each way in which a signal is found and read.
    [Test]
    public void Gives_every_damaged_case_an_outcome()
    {
        int accepted = 0;
        int rejected = 0;
        foreach (string? path in Directory.EnumerateFiles(SharedData.PathOf("cases"), "*.mat", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            byte[] sound = File.ReadAllBytes(path);
            if (Outcome(sound) == ConversionStatus.Converted)
            {
                (int Accepted, int Rejected) outcomes = MutationHarness.Run(sound, 100, 46, mutant => Convert(mutant, null));
                (accepted, rejected) = (accepted + outcomes.Accepted, rejected + outcomes.Rejected);
            }
        }

        AssertBoth((accepted, rejected));
    }

    // Placeholders, other line ends, repeated tags, NaN gains, paths: each way in which a header is written.
    [Test]
    public void Gives_every_case_with_a_damaged_header_an_outcome()
    {
        int accepted = 0;
        int rejected = 0;
        foreach (string? path in Directory.EnumerateFiles(SharedData.PathOf("cases"), "*.hea", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string recording = Path.ChangeExtension(path, ".mat");
            if (File.Exists(recording))
            {
                byte[] samples = File.ReadAllBytes(recording);
                byte[] header = File.ReadAllBytes(path);
                if (!IsConverted(samples, header, Path.GetFileNameWithoutExtension(path)))
                {
                    continue;
                }

                (int Accepted, int Rejected) outcomes = MutationHarness.Run(
                    header, 100, 48, mutant => Convert(samples, mutant, name: Path.GetFileNameWithoutExtension(path)));
                (accepted, rejected) = (accepted + outcomes.Accepted, rejected + outcomes.Rejected);
            }
        }

        AssertBoth((accepted, rejected));
    }

    [TestCase("first7.mat")]
    [TestCase("st7.mat")]
    public void Gives_every_case_that_is_damaged_before_it_is_compressed_an_outcome(string name)
    {
        byte[] sound = File.ReadAllBytes(Path.Combine(SharedData.PathOf("cases", "10-octave-char-matrix", "in"), name));
        AssertBoth(MutationHarness.Run(sound, 1_000, 47, mutant => Convert(mutant, null), Ecg.Tests.Formats.Mat.CompressedMutator.Mutate));
    }

    private static ConversionStatus Outcome(byte[] recording)
    {
        var store = new MemoryStore();
        store.Add("x/A.mat", recording);
        return new Converter(store, new MemoryStore(), new ConversionOptions()).ConvertAsync("x/A.mat", default).GetAwaiter().GetResult().Status;
    }

    // Mutants of which all are rejected, or none, would show little.
    private static void AssertBoth((int Accepted, int Rejected) outcomes) =>
        Assert.That(Math.Min(outcomes.Accepted, outcomes.Rejected), Is.GreaterThan(20), outcomes.ToString());

    private static byte[] Recording(MatFormat format)
    {
        short[] samples = new short[120];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(i / 2 * (1 + (i % 2)));
        }

        using var output = new MemoryStream();
        MatWriter.Write(output, format, [new MatNumbers("notes", 1, 120, samples), new MatNumbers("val", 2, 60, samples)]);
        return output.ToArray();
    }

    // The harness begins with a file that is read.
    private static bool IsConverted(byte[] recording, byte[] header, string name)
    {
        try
        {
            Convert(recording, header, name: name);
            return true;
        }
        catch (RejectedException)
        {
            return false;
        }
    }

    private static void Convert(byte[] recording, byte[]? header, byte[]? metadata = null, byte[]? info = null, string name = "A")
    {
        var store = new MemoryStore();
        store.Add($"x/{name}.mat", recording);
        if (header is not null)
        {
            store.Add($"x/{name}.hea", header);
        }

        if (info is not null)
        {
            store.Add($"x/{name}.info", info);
        }

        if (metadata is not null)
        {
            store.Add("x/dataset.json", metadata);
        }

        var lake = new MemoryStore();
        ConversionResult result = new Converter(store, lake, new ConversionOptions()).ConvertAsync($"x/{name}.mat", default).GetAwaiter().GetResult();
        if (result.Status == ConversionStatus.Rejected)
        {
            throw new RejectedException(RejectionReason.CorruptFile, result.Detail!);
        }

        if (result.Status != ConversionStatus.Converted)
        {
            throw new InvalidOperationException($"{result.Status}: {result.Detail}", result.Exception);
        }

        CheckSamples(lake, result.Samples!.Value);
    }

    private static void CheckSamples(MemoryStore lake, long rows)
    {
        byte[] file = lake.Objects.Single(entry => entry.Key.StartsWith("samples/", StringComparison.Ordinal)).Value;
        using var reader = new ParquetFileReader(new ManagedRandomAccessFile(new MemoryStream(file)));
        if (reader.FileMetaData.NumRows != rows)
        {
            throw new InvalidDataException($"{reader.FileMetaData.NumRows} rows for {rows} samples");
        }
    }
}
