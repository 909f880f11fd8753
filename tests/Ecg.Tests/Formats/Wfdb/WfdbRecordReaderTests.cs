using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

/// <summary>Ordinary records, their bytes written by hand from signal(5).</summary>
internal sealed class WfdbRecordReaderTests
{
    [TestCase(16, "0100 FFFF 0080 FF7F", new[] { 1, -1, -32768, 32767 })]
    [TestCase(61, "0001 FFFF 8000 7FFF", new[] { 1, -1, -32768, 32767 })]
    [TestCase(160, "0180 FF7F 0000 FFFF", new[] { 1, -1, -32768, 32767 })]
    [TestCase(80, "81 7F 00 FF", new[] { 1, -1, -128, 127 })]
    [TestCase(24, "010000 FFFFFF 000080 FFFF7F", new[] { 1, -1, -8388608, 8388607 })]
    [TestCase(32, "01000000 FFFFFFFF 00000080 FFFFFF7F", new[] { 1, -1, int.MinValue, int.MaxValue })]
    [TestCase(212, "01F0FF 0078FF", new[] { 1, -1, -2048, 2047 })]
    [TestCase(212, "01F0FF 0008", new[] { 1, -1, -2048 })]
    [TestCase(310, "0200FE87 FE030200", new[] { 1, -1, -512, 511, 1, 0 })]
    [TestCase(310, "0200FE87 FE03", new[] { 1, -1, -512, 511 })]
    [TestCase(310, "0200FE87 FE030200", new[] { 1, -1, -512, 511, 1 })]
    [TestCase(311, "01FC0F20 FF050000", new[] { 1, -1, -512, 511, 1, 0 })]
    [TestCase(311, "01FC0F20 FF05", new[] { 1, -1, -512, 511 })]
    [TestCase(311, "01FC0F20 FF0500", new[] { 1, -1, -512, 511, 1 })]
    public void Reads_the_bytes_of_a_format(int format, string hex, int[] expected)
    {
        RecordFiles files = new RecordFiles(1).With("r.dat", Bytes(hex));
        int? invalid = WfdbFormat.InvalidSample(format);
        IEnumerable<double?> samples = expected.Select(sample => sample == invalid ? null : (double?)sample);

        Assert.That(files.Leads($"r 1 250 {expected.Length}\nr.dat {format}")[0], Is.EqualTo(samples));
        Assert.That(files.Leads("r 1 250\nr.dat " + format)[0].Take(expected.Length), Is.EqualTo(samples), "of unstated length");
    }

    [Test]
    public void Sums_the_differences_of_format_8_from_the_initial_value()
    {
        RecordFiles files = new RecordFiles().With("r.dat", Bytes("05 01 FB 02 80 7F"));

        double?[][] leads = files.Leads("r 2 250 3\nr.dat 8 200 10 0 10\nr.dat 8 200 10 -7");

        Assert.That(leads[0], Is.EqualTo(new double?[] { 15, 10, -118 }));
        Assert.That(leads[1], Is.EqualTo(new double?[] { -6, -4, 123 }), "the ADC zero where no initial value is named");
    }

    [Test]
    public void Gives_what_one_instant_has_in_all_files_side_by_side()
    {
        RecordFiles files = new RecordFiles(3)
            .With("a.dat", Bytes("0100 0200 0300 0400"))
            .With("b.dat", Bytes("F1F2 81 82"))
            .With("c.dat", Bytes("01F0FF"));

        using WfdbSamples samples = files.Read("r 4 500 2\na.dat 16 100 12 0 0 0 0 I\nb.dat 80+2 0 8 0 0 0 0 II\na.dat 16 100/uV 12 0 0 0 0 III\nc.dat 212");

        Assert.Multiple(() =>
        {
            Assert.That(RecordFiles.LeadsOf(samples), Is.EqualTo(new double?[][] { [1, 3], [1, 2], [2, 4], [1, -1] }));
            Assert.That(samples.Header.Signals.Select(signal => signal.Description), Is.EqualTo(new[] { "I", "II", "III", null }));
            Assert.That(samples.Formats, Is.EqualTo(new[] { 16, 80, 212 }));
            Assert.That(samples.Header.SamplingFrequency, Is.EqualTo(500));
        });
    }

    [Test]
    public void Aligns_skewed_signals_and_lacks_what_is_behind_the_end()
    {
        RecordFiles files = new RecordFiles().With("r.dat", Bytes("0100 0B00 0200 0C00 0300 0D00"));

        using WfdbSamples samples = files.Read("r 2 250 3\nr.dat 16 200 12 0 1 6\nr.dat 16:2 200 12 0 11 36");

        Assert.That(RecordFiles.LeadsOf(samples), Is.EqualTo(new double?[][] { [1, 2, 3], [13, null, null] }));
        Assert.That(samples.Header.Signals.Select(signal => signal.Checksum), Is.EqualTo(new short?[] { 6, null }), "of samples that are left out");
    }

    [Test]
    public void Aligns_skews_of_more_than_a_block()
    {
        const int Count = 50_000;
        const int Skew = 20_000;
        byte[] bytes = new byte[Count * 4];
        for (int i = 0; i < Count; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(4 * i), (short)(i % 30_000));
            BitConverter.TryWriteBytes(bytes.AsSpan((4 * i) + 2), (short)-(i % 30_000));
        }

        double?[][] leads = new RecordFiles(4096).With("r.dat", bytes).Leads($"r 2 250 {Count}\nr.dat 16\nr.dat 16:{Skew}");

        Assert.That(leads[0], Is.EqualTo(Enumerable.Range(0, Count).Select(i => (double?)(i % 30_000))));
        Assert.That(leads[1], Is.EqualTo(Enumerable.Range(0, Count).Select(i => i + Skew < Count ? (double?)-((i + Skew) % 30_000) : null)));
    }

    [Test]
    public void Keeps_the_leads_of_the_record_s_rate_and_names_the_faster_ones()
    {
        RecordFiles files = new RecordFiles().With("r.dat", Bytes("01 02 03 04 05 06 07 08"));

        using WfdbSamples samples = files.Read("r 3 250 2\nr.dat 80 0 8 0 0 0 0 I\nr.dat 80x2 0 8 0 0 0 0 fast\nr.dat 80 0 8 0 0 0 0 II");

        Assert.That(RecordFiles.LeadsOf(samples), Is.EqualTo(new double?[][] { [-127, -123], [-124, -120] }));
        Assert.That(samples.Issues, Is.EqualTo(new[] { "1 signal of r.hea with 2 samples per frame left out, the leads have 1: fast" }));
        Assert.That(samples.SignalPlaces, Is.EqualTo(new[] { 0, 2 }));
    }

    [Test]
    public void Takes_the_rate_of_the_ECG_where_the_frame_is_the_breath_s()
    {
        RecordFiles files = new RecordFiles().With("r.dat", Bytes("01 02 03 FF 04 05 06 FF"));

        using WfdbSamples samples = files.Read("r 2 62.5 2\nr.dat 80x3 0 8 0 0 0 0 II\nr.dat 80 0 8 0 0 0 0 RESP");

        Assert.That(RecordFiles.LeadsOf(samples), Is.EqualTo(new double?[][] { [-127, -126, -125, -124, -123, -122] }));
        Assert.That(samples.Header.SamplingFrequency, Is.EqualTo(187.5));
        Assert.That(samples.FrameRate, Is.EqualTo(62.5));
    }

    [Test]
    public void Says_that_a_file_goes_on_where_the_header_s_samples_end()
    {
        using WfdbSamples samples = new RecordFiles().With("r.dat", Bytes("0100 0200 0300")).Read("r 1 250 2\nr.dat 16");

        Assert.That(samples.SampleCount, Is.EqualTo(2));
        Assert.That(samples.Issues, Is.EqualTo(new[] { "r.dat continues after the 2 frames that r.hea states" }));
    }

    [Test]
    public void Ends_with_the_shortest_file_where_the_header_names_no_length()
    {
        RecordFiles files = new RecordFiles().With("a.dat", Bytes("01 02 03")).With("b.dat", Bytes("01 02"));

        using WfdbSamples samples = files.Read("r 2 250\na.dat 80\nb.dat 80");

        Assert.That(samples.SampleCount, Is.EqualTo(2));
    }

    [Test]
    public void Leaves_signals_of_format_0_out()
    {
        using WfdbSamples samples = new RecordFiles().With("r.dat", Bytes("01 02")).Read("r 2 250 2\n~ 0 200 12 0 0 0 0 none\nr.dat 80");

        Assert.That(samples.Header.Signals, Has.Count.EqualTo(1));
        Assert.That(samples.Issues, Is.EqualTo(new[] { "none left out, format 0 has no samples" }));
    }

    [Test]
    public void Names_the_file_that_is_missing()
    {
        MissingFileException missing = Assert.Throws<MissingFileException>(() => new RecordFiles().With("a.dat", 1, 2).Read("r 2 250 2\na.dat 80\nday1/b.dat 80"))!;

        Assert.That(missing.Name, Is.EqualTo("day1/b.dat"));
        Assert.That(missing.Message, Is.EqualTo("r.hea names day1/b.dat, which is missing: put it beside the header."));
    }

    [TestCase("r 1 250 3\nr.dat 16", RejectionReason.CorruptFile, "r.dat ends after 2 of the 3 frames that r.hea names")]
    [TestCase("r 1 250 9000000000000000000\nr.dat 16", RejectionReason.CorruptFile, "r.dat ends after 2 of")]
    [TestCase("r 1 250 1\nr.dat 16+5", RejectionReason.CorruptFile, "r.dat ends after 0 of the 1 frame")]
    [TestCase("r 1 250 1\nr.dat 16+9000000000000000000", RejectionReason.CorruptFile, "r.dat ends after 0 of")]
    [TestCase("r 2 250 1\nr.dat 16\nr.dat 212", RejectionReason.HeaderMismatch, "different formats or byte offsets")]
    [TestCase("r 2 250 1\nr.dat 16\nr.dat 16+1", RejectionReason.HeaderMismatch, "different formats or byte offsets")]
    [TestCase("r 1 250 1\nr.dat 508", RejectionReason.UnsupportedFormat, "r.dat is in format 508, FLAC, which is not supported: convert")]
    [TestCase("r 1 250 1\nr.dat 516", RejectionReason.UnsupportedFormat, "r.dat is in format 516, FLAC, which is not supported: convert")]
    [TestCase("r 1 250 1\nr.dat 524", RejectionReason.UnsupportedFormat, "r.dat is in format 524, FLAC, which is not supported: convert")]
    [TestCase("r 1 250 1\n../r.dat 16", RejectionReason.HeaderMismatch, "other than a file in the header's folder")]
    [TestCase("r 1 250 1\n/etc/passwd 16", RejectionReason.HeaderMismatch, "other than a file in the header's folder")]
    [TestCase("r 1 250 1\nC:\\r.dat 16", RejectionReason.HeaderMismatch, "other than a file in the header's folder")]
    [TestCase("r 1 250 1\n- 16", RejectionReason.HeaderMismatch, "other than a file in the header's folder")]
    [TestCase("r 1 250 1\nr.dat 16x2147483647", RejectionReason.TooLarge, "frames of more than 524288 samples")]
    [TestCase("r 1 250 1\nr.dat 16:2147483647", RejectionReason.TooLarge, "a skew of 2147483647 frames")]
    [TestCase("r 0 250 1", RejectionReason.NoSignal, "describes no signal that has samples")]
    public void Rejects_what_cannot_be_read_and_says_why(string header, RejectionReason reason, string words) =>
        new RecordFiles().With("r.dat", Bytes("0100 0200")).AssertRejected(header, reason, words);

    [Test]
    public void Rejects_more_files_than_are_read_side_by_side()
    {
        string lines = string.Join('\n', Enumerable.Range(0, 129).Select(i => $"{i}.dat 16"));

        new RecordFiles().AssertRejected($"r 129 250 1\n{lines}", RejectionReason.TooLarge, "129 signal files");
    }

    [TestCase("r 1 250 9000000000000000000\nr.dat 16x100000:10")]
    [TestCase("r 1 250\nr.dat 212x524288")]
    public void Allocates_no_more_than_the_bytes_justify(string header)
    {
        RecordFiles files = new RecordFiles().With("r.dat", Bytes("0100 0200"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            files.Read(header).Dispose();
        }
        catch (RejectedException)
        {
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 << 20));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
