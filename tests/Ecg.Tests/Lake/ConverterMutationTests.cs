using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using Ecg.Lake;
using Ecg.Signals;
using Ecg.Tests.Formats;
using Ecg.Tests.Shared;
using NUnit.Framework;
using ParquetSharp;
using ParquetSharp.IO;

namespace Ecg.Tests.Lake;

/// <summary>Damaged recordings and damaged headers through the whole converter: every one has an outcome, none fails.</summary>
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
        var recording = Recording(MatFormat.V4);
        AssertBoth(MutationHarness.Run(
            System.Text.Encoding.ASCII.GetBytes(Header), 2_000, 43, mutant => Convert(recording, mutant)));
    }

    [Test]
    public void Gives_every_recording_with_damaged_metadata_of_its_dataset_an_outcome()
    {
        var recording = Recording(MatFormat.V4);
        var metadata = """{ "sampling_rate_hz": 360, "gain": [200, 100], "units": "mV", "leads": ["I", "II"], "age": 5 }"""u8;
        AssertBoth(MutationHarness.Run(metadata.ToArray(), 2_000, 44, mutant => Convert(recording, null, mutant)));
    }

    // Mutants of which all are rejected, or none, would show little.
    private static void AssertBoth((int Accepted, int Rejected) outcomes) =>
        Assert.That(Math.Min(outcomes.Accepted, outcomes.Rejected), Is.GreaterThan(20), outcomes.ToString());

    private static byte[] Recording(MatFormat format)
    {
        var samples = new short[120];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(i / 2 * (1 + (i % 2)));
        }

        using var output = new MemoryStream();
        MatWriter.Write(output, format, [new MatNumbers("notes", 1, 120, samples), new MatNumbers("val", 2, 60, samples)]);
        return output.ToArray();
    }

    private static void Convert(byte[] recording, byte[]? header, byte[]? metadata = null)
    {
        var store = new MemoryStore();
        store.Add("x/A.mat", recording);
        if (header is not null)
        {
            store.Add("x/A.hea", header);
        }

        if (metadata is not null)
        {
            store.Add("x/dataset.json", metadata);
        }

        var lake = new MemoryStore();
        var result = new Converter(store, lake, new ConversionOptions()).ConvertAsync("x/A.mat", default).GetAwaiter().GetResult();
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
        var file = lake.Objects.Single(entry => entry.Key.StartsWith("samples/", StringComparison.Ordinal)).Value;
        using var reader = new ParquetFileReader(new ManagedRandomAccessFile(new MemoryStream(file)));
        if (reader.FileMetaData.NumRows != rows)
        {
            throw new InvalidDataException($"{reader.FileMetaData.NumRows} rows for {rows} samples");
        }
    }
}
