using System.Buffers.Binary;
using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals;
using Ecg.Signals.Metadata;
using Ecg.Signals.Selection;
using NUnit.Framework;

namespace Ecg.Tests.Signals;

/// <summary>Headers of PhysioNet with the matrices that they describe, taken apart by hand: Level 4, int16, one variable.</summary>
internal sealed class RealRecordingTests
{
    private const int DataOffset = 24;

    [Test]
    public void Reads_record_100()
    {
        using SelectedSignal signal = ReadSignal("physionet/100m.mat");
        Recording recording = Build(signal, "100m");

        // header(5): no baseline, so the ADC zero of 1024 is; 200 adu/mV. The first samples are 995 and 1011.
        Assert.Multiple(() =>
        {
            Assert.That(recording.Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "MLII", "V5" }));
            Assert.That(recording.Leads.Select(lead => lead.ColumnName), Is.EqualTo(new[] { "mlii", "v5" }));
            Assert.That(recording.Leads.Select(lead => lead.Unit), Is.EqualTo(new[] { "mV", "mV" }));
            Assert.That(PhysicalValue(recording, 0, 0), Is.EqualTo((995 - 1024) / 200.0).Within(1e-12));
            Assert.That(PhysicalValue(recording, 0, 0), Is.EqualTo(-0.145).Within(1e-12));
            Assert.That(PhysicalValue(recording, 1, 0), Is.EqualTo(-0.065).Within(1e-12));
            Assert.That(recording.SamplingRate, Is.EqualTo(360));
            Assert.That((recording.Matrix.LeadCount, recording.Matrix.SampleCount, recording.Matrix.LeadsAreRows), Is.EqualTo((2, 216_000, true)));
            Assert.That(recording.Age, Is.EqualTo(69));
            Assert.That(recording.Sex, Is.EqualTo("Male"));
            Assert.That(recording.Comments, Is.EqualTo(new[] { "69 M 1085 1629 x1", "Aldomet, Inderal" }));
            Assert.That(recording.RecordedAt, Is.Null);
            Assert.That(recording.Issues, Is.Empty);
        });
    }

    [Test]
    public void Reads_record_a103l()
    {
        using SelectedSignal signal = ReadSignal("physionet/a103l.mat");
        Recording recording = Build(signal, "a103l");

        // The first samples are -171, 9127 and 6042; the ADC zero, and so the baseline, is 0.
        Assert.Multiple(() =>
        {
            Assert.That(recording.Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "II", "V", "PLETH" }));
            Assert.That(recording.Leads.Select(lead => lead.Unit), Is.EqualTo(new[] { "mV", "mV", "NU" }));
            Assert.That(PhysicalValue(recording, 0, 0), Is.EqualTo(-171 / 7247.0).Within(1e-12));
            Assert.That(PhysicalValue(recording, 1, 0), Is.EqualTo(9127 / 10_520.0).Within(1e-12));
            Assert.That(PhysicalValue(recording, 2, 0), Is.EqualTo(6042 / 12_530.0).Within(1e-12));
            Assert.That(recording.SamplingRate, Is.EqualTo(250));
            Assert.That(recording.Matrix.SampleCount, Is.EqualTo(82_500));
            Assert.That(recording.Age, Is.Null);
            Assert.That(recording.Comments, Is.EqualTo(new[] { "Asystole", "False alarm" }));
            Assert.That(recording.Issues, Is.Empty);
        });
    }

    [TestCase("100m")]
    [TestCase("a103l")]
    public void Finds_the_initial_values_and_checksums_that_the_header_promises(string record)
    {
        using SelectedSignal signal = ReadSignal($"physionet/{record}.mat");
        Recording recording = Build(signal, record);

        Assert.That(signal.Buffer.TryGetMemory<short>(out ReadOnlySpan<short> elements), Is.True);
        foreach (Lead lead in recording.Leads)
        {
            short sum = 0;
            for (int i = lead.Position; i < elements.Length; i += recording.Leads.Count)
            {
                sum = unchecked((short)(sum + elements[i]));
            }

            Assert.That((int?)elements[lead.Position], Is.EqualTo(lead.InitialValue), lead.Name);
            Assert.That((short?)sum, Is.EqualTo(lead.Checksum), lead.Name);
        }
    }

    [Test]
    public void Reads_a_fragment_without_a_header()
    {
        using SelectedSignal signal = ReadSignal("fragments/1 NSR/100m (0).mat");
        Recording recording = Build(signal, null);

        Assert.Multiple(() =>
        {
            Assert.That((recording.Matrix.LeadCount, recording.Matrix.SampleCount), Is.EqualTo((1, 3600)));
            Assert.That(recording.Leads.Single().Unit, Is.EqualTo("adu"));
            Assert.That(PhysicalValue(recording, 0, 0), Is.EqualTo(995));
            Assert.That(recording.Issues.Texts(), Is.EqualTo(new[] { "unknown unit", "unknown sampling rate" }));
        });
    }

    private static Recording Build(SelectedSignal signal, string? record) => RecordingBuilder.Build(new RecordingSources
    {
        FileName = $"{record}.mat",
        Format = "mat-v4",
        Signal = signal,
        Header = record is null ? null : ReadHeader(record),
    });

    private static WfdbHeader ReadHeader(string record)
    {
        using FileStream file = File.OpenRead(SharedData.PathOf($"physionet/{record}.hea"));
        return WfdbHeader.Read(file, $"{record}.hea");
    }

    // MAT-File Format, "Level 4 MAT-File Format": MOPT, mrows, ncols, imagf, namlen, then the name "val" and a zero.
    private static SelectedSignal ReadSignal(string name)
    {
        byte[] bytes = File.ReadAllBytes(SharedData.PathOf(name));
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(bytes), Is.EqualTo(30), "little-endian, full, int16");
        long rows = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        long columns = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        var buffer = new SampleBuffer(SampleType.Int16);
        buffer.Append(bytes.AsSpan(DataOffset));
        var array = new MatArray
        {
            Path = "val",
            Class = MatClass.Int16,
            StorageType = SampleType.Int16,
            Dimensions = [rows, columns],
            ElementCount = rows * columns,
        };
        Assert.That(buffer.Count, Is.EqualTo(array.ElementCount));
        return new SelectedSignal(array, buffer);
    }

    private static double PhysicalValue(Recording recording, int lead, long sample)
    {
        Lead scale = recording.Leads[lead];
        return (Stored(recording, lead, sample) - (scale.Baseline ?? 0)) / (scale.Gain ?? 1) * scale.UnitScale;
    }

    private static short Stored(Recording recording, int lead, long sample)
    {
        Assert.That(recording.Matrix.Buffer.TryGetMemory<short>(out ReadOnlySpan<short> elements), Is.True);
        return elements[(int)((sample * recording.Matrix.LeadCount) + lead)];
    }
}
