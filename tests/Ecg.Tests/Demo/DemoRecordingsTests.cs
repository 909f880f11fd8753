using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Ecg.Cli.Demo;
using Ecg.Cli.Plot.Layout;
using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using NUnit.Framework;

namespace Ecg.Tests.Demo;

public sealed class DemoRecordingsTests
{
    private string _folder = string.Empty;

    [OneTimeSetUp]
    public void WriteTheDemo()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-demo-").FullName;
        DemoFolder.WriteAll(_folder, CancellationToken.None);
    }

    [OneTimeTearDown]
    public void RemoveTheDemo() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Are_24_of_different_names_in_three_datasets()
    {
        Assert.That(DemoRecordings.All, Has.Count.EqualTo(24));
        Assert.That(DemoRecordings.All.Select(recording => recording.Key), Is.Unique);
        Assert.That(DemoRecordings.Datasets.Select(dataset => dataset.Name), Is.EqualTo(new[] { "12-lead", "1 NSR", "stress test" }));
    }

    [Test]
    public void Have_every_form_of_file_every_place_of_metadata_and_every_defect()
    {
        Assert.That(DemoRecordings.All.Select(recording => recording.Format).Distinct(), Is.EquivalentTo(Enum.GetValues<MatFormat>()));
        Assert.That(DemoRecordings.All.Select(recording => recording.Layout).Distinct(), Is.EquivalentTo(Enum.GetValues<DemoLayout>()));
        foreach (DemoDefect defect in Enum.GetValues<DemoDefect>().Where(defect => defect != DemoDefect.None))
        {
            Assert.That(DemoRecordings.All.Count(recording => recording.Defect == defect), Is.EqualTo(1), $"{defect}");
        }

        Assert.That(DemoRecordings.All.Any(recording => recording.IsBigEndian));
    }

    [Test]
    public void Have_diagnoses_whose_meaning_is_known()
    {
        IEnumerable<string> codes = DemoRecordings.All.SelectMany(recording => recording.Diagnoses).Distinct().Select(code => code.ToString(CultureInfo.InvariantCulture));

        Assert.That(codes.Where(code => DiagnosisName.Write(code) == code), Is.Empty);
    }

    [Test]
    public void Are_small_files_beside_their_headers_and_metadata()
    {
        string[] files = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/')).ToArray();

        Assert.That(files.Where(file => file.EndsWith(".mat", StringComparison.Ordinal)), Is.EquivalentTo(DemoRecordings.All.Select(recording => recording.Key)));
        Assert.That(
            files.Where(file => file.EndsWith(".hea", StringComparison.Ordinal)),
            Is.EquivalentTo(DemoRecordings.All.Where(recording => recording.HasHeader).Select(recording => Path.ChangeExtension(recording.Key, ".hea"))));
        Assert.That(files, Does.Contain("1 NSR/dataset.json"));
        Assert.That(files.Sum(file => new FileInfo(Path.Combine(_folder, file)).Length), Is.LessThan(6_000_000));
    }

    [Test]
    public void Are_the_same_bytes_every_time()
    {
        string again = Directory.CreateTempSubdirectory("ecg-demo-").FullName;
        try
        {
            foreach (DemoRecording? recording in DemoRecordings.All.Where((_, i) => i % 5 == 3))
            {
                DemoFolder.Write(recording, again);
                Assert.That(File.ReadAllBytes(Path.Combine(again, recording.Key)), Is.EqualTo(File.ReadAllBytes(PathOf(recording))), recording.Key);
            }
        }
        finally
        {
            Directory.Delete(again, recursive: true);
        }
    }

    [Test]
    public void Have_headers_whose_initial_values_and_checksums_are_those_of_the_stored_samples()
    {
        foreach (DemoRecording? recording in DemoRecordings.All.Where(recording => recording.HasHeader && recording.Defect != DemoDefect.Truncated))
        {
            string[] lines = File.ReadAllLines(Path.ChangeExtension(PathOf(recording), ".hea"));
            short[,] samples = StoredSamples(recording);
            for (int lead = 0; lead < 12; lead++)
            {
                string[] fields = lines[lead + 1].Split(' ');
                Assert.That(fields[5], Is.EqualTo($"{samples[lead, 0]}"), $"{recording.Key} {recording.Leads[lead]} initial value");
                Assert.That(fields[6], Is.EqualTo($"{Checksum(samples, lead)}"), $"{recording.Key} {recording.Leads[lead]} checksum");
                Assert.That(fields[8], Is.EqualTo(recording.Leads[lead]));
            }
        }

        static short Checksum(short[,] samples, int lead)
        {
            short sum = 0;
            for (int i = 0; i < samples.GetLength(1); i++)
            {
                sum = unchecked((short)(sum + samples[lead, i]));
            }

            return sum;
        }
    }

    [Test]
    public void Have_headers_as_header_5_has_them()
    {
        string[] lines = File.ReadAllLines(Path.ChangeExtension(PathOf(Named("D0005")), ".hea"));

        Assert.That(lines[0], Is.EqualTo("D0005 12 500 5000 09:40:00 09/03/2024"));
        Assert.That(lines[1], Does.Match(@"^D0005\.mat 16\+24 1000\(0\)/mV 16 0 -?[0-9]+ -?[0-9]+ 0 I$"));
        Assert.That(lines[13..], Is.EqualTo(new[]
        {
            "#Age: 71", "#Sex: Female", "#Dx: 426783006,270492004", "# synthetic: first degree AV block",
        }));
        Assert.That(File.ReadAllText(Path.ChangeExtension(PathOf(Named("D0012")), ".hea")), Does.Contain("D0012.mat 61+24 400(0)/mV"));
    }

    [Test]
    public void Have_the_defects_they_are_said_to_have()
    {
        short[,] missing = StoredSamples(Named("D0009"));
        short[,] flat = StoredSamples(Named("D0010"));
        short[,] clipped = StoredSamples(Named("D0011"));

        Assert.That(Enumerable.Range(0, 5000).Count(i => missing[1, i] == short.MinValue), Is.EqualTo(250));
        Assert.That(missing[1, 0], Is.Not.EqualTo(short.MinValue));
        Assert.That(Enumerable.Range(0, 5000).Select(i => flat[8, i]).Distinct().Count(), Is.EqualTo(1), "V3");
        Assert.That(Enumerable.Range(0, 5000).Select(i => flat[7, i]).Distinct().Count(), Is.GreaterThan(100), "V2");
        Assert.That(Enumerable.Range(0, 5000).Count(i => clipped[9, i] == 1023), Is.GreaterThan(40), "V4");
        Assert.That(new FileInfo(PathOf(Named("D0013"))).Length, Is.EqualTo(0.6 * 120_024).Within(1));
        Assert.That(File.ReadAllText(PathOf(Named("D0014"))), Does.StartWith("<!DOCTYPE html>"));
    }

    [Test]
    public void Have_a_dataset_json_that_is_JSON_with_the_fragments_rate_gain_and_lead()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "1 NSR", "dataset.json")));

        Assert.That(json.RootElement.GetProperty("sampling_rate_hz").GetDouble(), Is.EqualTo(360));
        Assert.That(json.RootElement.GetProperty("adc_gain").GetDouble(), Is.EqualTo(200));
        Assert.That(json.RootElement.GetProperty("leads")[0].GetString(), Is.EqualTo("MLII"));
    }

    [Test]
    public void Have_variables_that_describe_a_signal_that_no_header_does()
    {
        var file = DemoFile.Of(Named("rest"));
        var inStruct = (MatStruct)DemoFile.Of(Named("bruce 1")).Variables.Single();

        Assert.That(file.Header, Is.Null);
        Assert.That(file.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "ecg", "fs", "leads", "units", "age", "sex" }));
        Assert.That(((MatNumbers)file.Variables[0]).Rows, Is.EqualTo(5000));
        Assert.That(inStruct.Fields.Select(field => field.Name), Is.EqualTo(new[] { "data", "fs", "leads", "units", "age", "sex" }));
        Assert.That(((MatNumbers)inStruct.Fields[0]).Rows, Is.EqualTo(12));
    }

    private static DemoRecording Named(string name) => DemoRecordings.All.Single(recording => recording.Name == name);

    private string PathOf(DemoRecording recording) => Path.Combine(_folder, recording.Key);

    // Level 4: 20 bytes of header, "val" and a zero, then leads by samples in column-major order.
    private short[,] StoredSamples(DemoRecording recording)
    {
        byte[] bytes = File.ReadAllBytes(PathOf(recording));
        short[,] samples = new short[12, (bytes.Length - 24) / 24];
        for (int i = 0; i < samples.Length; i++)
        {
            Span<byte> two = bytes.AsSpan(24 + (2 * i));
            samples[i % 12, i / 12] = recording.IsBigEndian ? BinaryPrimitives.ReadInt16BigEndian(two) : BinaryPrimitives.ReadInt16LittleEndian(two);
        }

        return samples;
    }
}
