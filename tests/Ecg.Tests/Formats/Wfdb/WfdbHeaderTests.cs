using System.Text;
using CsCheck;
using Ecg.Formats;
using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

internal sealed class WfdbHeaderTests
{
    private const string Name = "A0001.hea";

    [Test]
    public void Reads_every_field_of_the_record_line()
    {
        WfdbHeader header = Read("rec_1 0 360.5/128(-12.25) 650000 13:5:0 25/4/1989");

        Assert.Multiple(() =>
        {
            Assert.That(header.FileName, Is.EqualTo(Name));
            Assert.That(header.RecordName, Is.EqualTo("rec_1"));
            Assert.That(header.SamplingFrequency, Is.EqualTo(360.5));
            Assert.That(header.HasSamplingFrequency, Is.True);
            Assert.That(header.CounterFrequency, Is.EqualTo(128));
            Assert.That(header.BaseCounter, Is.EqualTo(-12.25));
            Assert.That(header.SampleCount, Is.EqualTo(650_000));
            Assert.That(header.BaseTime, Is.EqualTo(new TimeOnly(13, 5, 0)));
            Assert.That(header.BaseDate, Is.EqualTo(new DateOnly(1989, 4, 25)));
            Assert.That(header.Signals, Is.Empty);
            Assert.That(header.Issues, Is.Empty);
        });
    }

    [Test]
    public void Reads_the_segments_of_a_multi_segment_record()
    {
        WfdbHeader header = Read("multi/3 2 360 45000\n100s 21600\n~ 1800\n# between\n100s 21600\n# a comment");

        Assert.Multiple(() =>
        {
            Assert.That(header.RecordName, Is.EqualTo("multi"));
            Assert.That(header.SampleCount, Is.EqualTo(45_000));
            Assert.That(header.Segments, Is.EqualTo(new WfdbSegment[] { new("100s", 21_600), new("~", 1_800), new("100s", 21_600) }));
            Assert.That(header.Segments.Select(segment => segment.IsNull), Is.EqualTo(new[] { false, true, false }));
            Assert.That(header.Signals, Is.Empty);
            Assert.That(header.Issues, Is.Empty);
        });
    }

    [Test]
    public void Names_the_header_of_each_segment_once_and_none_for_a_null_segment() => Assert.That(
        Read("multi/6 2 360 8\nmulti_layout 0\n~ 1\n100s 2\nday1\\a 1\n~ 2\n100s 2").SegmentHeaders,
        Is.EqualTo(new[] { "multi_layout.hea", "100s.hea", "day1/a.hea" }));

    [Test]
    public void Fills_in_the_defaults_of_the_record_line()
    {
        WfdbHeader header = Read("rec 0");

        Assert.Multiple(() =>
        {
            Assert.That(header.SamplingFrequency, Is.EqualTo(250));
            Assert.That(header.HasSamplingFrequency, Is.False);
            Assert.That(header.CounterFrequency, Is.EqualTo(250));
            Assert.That(header.BaseCounter, Is.Zero);
            Assert.That(header.SampleCount, Is.Null);
            Assert.That(header.BaseTime, Is.Null);
            Assert.That(header.BaseDate, Is.Null);
        });
    }

    [TestCase("360")]
    [TestCase("360.")]
    [TestCase("360.0")]
    [TestCase("3.6e2")]
    public void Takes_a_frequency_in_every_form_that_scanf_takes(string frequency) =>
        Assert.That(Read($"rec 0 {frequency}").SamplingFrequency, Is.EqualTo(360));

    [TestCase("360/0")]
    [TestCase("360/-1(5)")]
    public void Takes_the_sampling_frequency_for_a_counter_frequency_that_is_not_positive(string frequency) =>
        Assert.That(Read($"rec 0 {frequency}").CounterFrequency, Is.EqualTo(360));

    [Test]
    public void Takes_0_samples_for_an_unknown_number() => Assert.That(Read("rec 0 360 0").SampleCount, Is.Null);

    [TestCase("0:0:0 0/0/0", "00:00:00.000", null)]
    [TestCase("12:33:59.125", "12:33:59.125", null)]
    [TestCase("12:33:59 12/05/2020", "12:33:59.000", "2020-05-12")]
    [TestCase("12-May-2020 12:33:59", "12:33:59.000", "2020-05-12")]
    [TestCase("[12:33:59 12/05/2020]", "12:33:59.000", "2020-05-12")]
    [TestCase("2020-05-12", null, "2020-05-12")]
    public void Reads_the_base_time_in_the_forms_that_are_in_use(string text, string? time, string? date)
    {
        WfdbHeader header = Read($"rec 0 500 5000 {text}");

        Assert.Multiple(() =>
        {
            Assert.That(header.BaseTime?.ToString("HH:mm:ss.fff"), Is.EqualTo(time));
            Assert.That(header.BaseDate?.ToString("yyyy-MM-dd"), Is.EqualTo(date));
            Assert.That(header.Issues, Is.Empty);
        });
    }

    [TestCase("25:00:00")]
    [TestCase("12:00:00 31/02/2020")]
    [TestCase("12:00:00 1/1/0001")]
    [TestCase("12:00:00 13:00:00")]
    [TestCase("yesterday")]
    public void Reports_a_base_time_that_is_none(string text)
    {
        WfdbHeader header = Read($"rec 0 500 5000 {text}");

        Assert.Multiple(() =>
        {
            Assert.That(header.BaseTime, Is.Null);
            Assert.That(header.BaseDate, Is.Null);
            Assert.That(header.Issues, Is.EqualTo(new[] { $"base time of {Name} not understood" }));
        });
    }

    [Test]
    public void Reads_every_field_of_a_signal_line()
    {
        WfdbSignal signal = ReadSignal("dir/100.dat 212x2:3+24 -200.5(1024)/mmHg 11 512 995 -22131 8 modified lead  II ");

        Assert.Multiple(() =>
        {
            Assert.That(signal.FileName, Is.EqualTo("dir/100.dat"));
            Assert.That(signal.Format, Is.EqualTo(212));
            Assert.That(signal.SamplesPerFrame, Is.EqualTo(2));
            Assert.That(signal.Skew, Is.EqualTo(3));
            Assert.That(signal.ByteOffset, Is.EqualTo(24));
            Assert.That(signal.Gain, Is.EqualTo(-200.5));
            Assert.That(signal.IsCalibrated, Is.True);
            Assert.That(signal.Baseline, Is.EqualTo(1024));
            Assert.That(signal.Units, Is.EqualTo("mmHg"));
            Assert.That(signal.AdcResolution, Is.EqualTo(11));
            Assert.That(signal.HasAdcResolution, Is.True);
            Assert.That(signal.AdcZero, Is.EqualTo(512));
            Assert.That(signal.InitialValue, Is.EqualTo(995));
            Assert.That(signal.Checksum, Is.EqualTo(-22131));
            Assert.That(signal.BlockSize, Is.EqualTo(8));
            Assert.That(signal.Description, Is.EqualTo("modified lead  II"));
        });
    }

    [Test]
    public void Fills_in_the_defaults_of_a_signal_line()
    {
        WfdbSignal signal = ReadSignal("data0 8");

        Assert.Multiple(() =>
        {
            Assert.That(signal.SamplesPerFrame, Is.EqualTo(1));
            Assert.That(signal.Skew, Is.Zero);
            Assert.That(signal.ByteOffset, Is.Zero);
            Assert.That(signal.Gain, Is.EqualTo(200));
            Assert.That(signal.IsCalibrated, Is.False);
            Assert.That(signal.Baseline, Is.Zero);
            Assert.That(signal.Units, Is.EqualTo("mV"));
            Assert.That(signal.AdcZero, Is.Zero);
            Assert.That(signal.InitialValue, Is.Null);
            Assert.That(signal.Checksum, Is.Null);
            Assert.That(signal.BlockSize, Is.Zero);
            Assert.That(signal.Description, Is.Null);
        });
    }

    [TestCase("x 16 0", 200)]
    [TestCase("x 16 0(5)/uV", 200)]
    [TestCase("x 16 1.052e+04/mV", 10_520)]
    public void Takes_200_for_a_gain_of_0(string line, double gain) => Assert.That(ReadSignal(line).Gain, Is.EqualTo(gain));

    [TestCase("x 16 200/mV 11 1024", 1024)]
    [TestCase("x 16 200(0)/mV 11 1024", 0)]
    [TestCase("x 16 200(-7) 11 1024", -7)]
    [TestCase("x 16 200(1024.0) 11", 1024)]
    public void Takes_the_ADC_zero_for_a_missing_baseline(string line, int baseline) =>
        Assert.That(ReadSignal(line).Baseline, Is.EqualTo(baseline));

    [TestCase("x 16 200", "mV")]
    [TestCase("x 16 200/", "mV")]
    [TestCase("x 16 200(0)/", "mV")]
    [TestCase("x 16 200(0)/mmHg/s", "mmHg/s")]
    public void Takes_mV_for_a_missing_unit(string line, string units) => Assert.That(ReadSignal(line).Units, Is.EqualTo(units));

    [TestCase("x 16 200 0", 12)]
    [TestCase("x 8 200", 10)]
    [TestCase("x 80", 8)]
    [TestCase("x 310", 10)]
    [TestCase("x 212", 12)]
    public void Takes_the_resolution_of_the_format_for_a_missing_one(string line, int bits)
    {
        Assert.That(ReadSignal(line).AdcResolution, Is.EqualTo(bits));
        Assert.That(ReadSignal(line).HasAdcResolution, Is.False);
    }

    [TestCase(0, null)]
    [TestCase(8, null)]
    [TestCase(16, -32_768)]
    [TestCase(24, -8_388_608)]
    [TestCase(32, -2_147_483_648)]
    [TestCase(61, -32_768)]
    [TestCase(80, -128)]
    [TestCase(160, -32_768)]
    [TestCase(212, -2_048)]
    [TestCase(310, -512)]
    [TestCase(311, -512)]
    [TestCase(508, -128)]
    [TestCase(516, -32_768)]
    [TestCase(524, -8_388_608)]
    public void Knows_the_invalid_sample_of_each_format(int format, int? invalid) =>
        Assert.That(ReadSignal($"x {format}").InvalidSample, Is.EqualTo(invalid));

    [TestCase("65436", -100)]
    [TestCase("-100", -100)]
    [TestCase("1114012", -100)]
    public void Keeps_the_low_16_bits_of_a_checksum(string checksum, int expected) =>
        Assert.That(ReadSignal($"x 16 200 11 0 0 {checksum}").Checksum, Is.EqualTo(expected));

    [Test]
    public void Reads_the_modifiers_of_a_format_in_any_order()
    {
        WfdbSignal signal = ReadSignal("x 16+24x4:2");

        Assert.That((signal.ByteOffset, signal.SamplesPerFrame, signal.Skew), Is.EqualTo((24, 4, 2)));
    }

    [Test]
    public void Reads_lines_with_tabs_carriage_returns_blank_lines_and_indentation()
    {
        WfdbHeader header = Read("\r\n  rec\t2\t250 100\r\n\r\n x.mat\t16+24\t200/mV\t12 0 1 2 0\tII\r\n# between\r\n\tx.mat 16+24 200/mV 12 0 1 2 0 V\r\n\r\n");

        Assert.That(header.Signals.Select(signal => signal.Description), Is.EqualTo(new[] { "II", "V" }));
        Assert.That(header.Comments, Is.EqualTo(new[] { "between" }));
    }

    [Test]
    public void Collects_comments_wherever_they_stand_and_leaves_out_the_version()
    {
        WfdbHeader header = Read("#wfdb 10.7\n#before\nrec 0 250\n#\n #Age: 57\n##  after \n");

        Assert.That(header.Comments, Is.EqualTo(new[] { "before", "Age: 57", "after" }));
    }

    [Test]
    public void Decodes_UTF_8_with_and_without_a_mark_Latin_1_and_UTF_16()
    {
        const string Text = "rec 0 250\n# Müller\n";
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(Text),
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            Encoding.Latin1.GetBytes(Text),
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)],
        ];

        foreach (byte[] file in files)
        {
            using var stream = new MemoryStream(file);
            var header = WfdbHeader.Read(stream, Name);
            Assert.That((header.RecordName, header.Comments[0]), Is.EqualTo(("rec", "Müller")));
        }
    }

    [Test]
    public void Ignores_lines_after_the_last_signal_and_says_so()
    {
        WfdbHeader header = Read("rec 1 250\nx 16\ny 16\nno signal line at all\n#comment");

        Assert.Multiple(() =>
        {
            Assert.That(header.Signals.Select(signal => signal.FileName), Is.EqualTo(new[] { "x" }));
            Assert.That(header.Comments, Is.EqualTo(new[] { "comment" }));
            Assert.That(header.Issues, Is.EqualTo(new[] { "2 lines after the last signal of A0001.hea ignored" }));
        });
    }

    [TestCase("", "A0001.hea has no record line")]
    [TestCase("# only a comment\n", "A0001.hea has no record line")]
    [TestCase("rec", "A0001.hea, line 1: expected a record line")]
    [TestCase("\n\nrec two", "A0001.hea, line 3: expected the number of signals")]
    [TestCase("rec -1", "line 1: expected the number of signals")]
    [TestCase("rec 1.5", "line 1: expected the number of signals")]
    [TestCase("rec 99999999999", "expected the number of signals")]
    [TestCase("rec 1 fast", "expected the sampling frequency in Hz")]
    [TestCase("rec 1 NaN", "expected the sampling frequency in Hz")]
    [TestCase("rec 1 1e999", "expected the sampling frequency in Hz")]
    [TestCase("rec 1 360/x", "expected the counter frequency")]
    [TestCase("rec 1 360/1(x)", "expected the base counter value")]
    [TestCase("rec 1 360/1(2", "expected a closing parenthesis")]
    [TestCase("rec 1 360 -5", "expected the number of samples per signal")]
    [TestCase("rec 1 360 5\nx", "A0001.hea, line 2: expected a signal line")]
    [TestCase("rec 1 360 5\nx wav", "line 2: expected the storage format")]
    [TestCase("rec 1 360 5\nx 17", "line 2: expected a storage format that signal(5) has")]
    [TestCase("rec 1 360 5\nx 16*2", "expected xSAMPLES, :SKEW or +OFFSET")]
    [TestCase("rec 1 360 5\nx 16x0", "expected the samples per frame")]
    [TestCase("rec 1 360 5\nx 16+", "expected the byte offset")]
    [TestCase("rec 1 360 5\nx 16 /mV", "expected the ADC gain")]
    [TestCase("rec 1 360 5\nx 16 200(1.5)", "expected the baseline")]
    [TestCase("rec 1 360 5\nx 16 200(3000000000)", "expected the baseline")]
    [TestCase("rec 1 360 5\nx 16 200 MLII", "expected the ADC resolution in bits")]
    [TestCase("rec 1 360 5\nx 16 200 11 zero", "expected the ADC zero")]
    [TestCase("rec 1 360 5\nx 16 200 11 0 first", "expected the initial value")]
    [TestCase("rec 1 360 5\nx 16 200 11 0 0 sum", "expected the checksum")]
    [TestCase("rec 1 360 5\nx 16 200 11 0 0 0 block", "expected the block size")]
    [TestCase("rec 3 360 5\nx 16\ny 16", "A0001.hea, line 1: 3 signals announced, but 2 signal lines found")]
    [TestCase("rec/3 2 360 5\na 1\nb 2", "A0001.hea, line 1: 3 segments announced, but 2 segment lines found")]
    [TestCase("rec/1 2 360 5\na", "line 2: expected a segment line")]
    [TestCase("rec/1 2 360 5\na -1", "line 2: expected the number of samples of the segment")]
    [TestCase("rec/ 2", "expected the number of segments")]
    [TestCase("rec/0 2", "expected the number of segments")]
    public void Rejects_a_wrong_line_and_says_what_is_where(string text, string detail)
    {
        RejectedException rejection = Assert.Throws<RejectedException>(() => Read(text))!;

        Assert.Multiple(() =>
        {
            Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.HeaderMismatch));
            Assert.That(rejection.Message, Does.Contain(detail));
            Assert.That(rejection.Message, Does.Not.Contain("\n"));
        });
    }

    [Test]
    public void Rejects_more_than_a_mebibyte_without_reading_on()
    {
        var endless = new EndlessStream((byte)'#');

        RejectedException rejection = Assert.Throws<RejectedException>(() => WfdbHeader.Read(endless, Name))!;

        Assert.That(rejection.Message, Does.StartWith("A0001.hea has more than 1048576 bytes"));
        Assert.That(endless.BytesRead, Is.LessThan(2 << 20));
    }

    [Test]
    public void Reads_a_header_of_a_mebibyte_in_a_single_line()
    {
        WfdbHeader header = Read("rec 0 250\n# " + new string('x', (1 << 20) - 20));

        Assert.That(header.Comments[0], Has.Length.EqualTo((1 << 20) - 20));
    }

    [TestCase("rec 8192 250")]
    [TestCase("rec 2147483647 250")]
    public void Does_not_reserve_memory_for_signals_that_are_only_announced(string record)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<RejectedException>(() => Read(record));

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Keeps_a_thousand_comments_and_counts_the_others()
    {
        WfdbHeader header = Read("rec 0 250\n" + string.Concat(Enumerable.Repeat("#x\n", 5000)));

        Assert.That(header.Comments, Has.Count.EqualTo(1024));
        Assert.That(header.Issues, Is.EqualTo(new[] { "3976 comments of A0001.hea left out" }));
    }

    [TestCase("#Age:1\n")]
    [TestCase("x 16\n")]
    [TestCase("x 16 1 1 1 1 1 1 x\n")]
    public void Takes_no_more_memory_for_a_mebibyte_of_lines_than_they_justify(string line)
    {
        string text = "rec 8192 250\n" + string.Concat(Enumerable.Repeat(line, (1 << 20) / line.Length - 16));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        long before = GC.GetAllocatedBytesForCurrentThread();

        try
        {
            WfdbInfo.From(WfdbHeader.Read(new MemoryStream(bytes), Name).Comments);
        }
        catch (RejectedException)
        {
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 << 20));
    }

    [Test]
    public void Accepts_or_rejects_any_bytes()
    {
        string[] lines =
        [
            "rec 2 250 100 0:0:0 1/1/2000", "x 16+24 200(3)/mV 11 0 1 2 0 II", "#Age: 5", "rec/2 1", "(", "/", "x 16x:+", "\0\u0001\uffff", "9e99 9 9e99",
        ];
        Gen<string> text = Gen.Select(Gen.Int[0, lines.Length - 1].Array[0, 6], Gen.String[0, 20])
            .Select((known, any) => string.Join('\n', known.Select(i => lines[i])) + any);

        text.Sample(source =>
        {
            try
            {
                Read(source);
            }
            catch (RejectedException e)
            {
                Assert.That(e.Reason, Is.EqualTo(RejectionReason.HeaderMismatch));
                Assert.That(e.Message.AsSpan().ContainsAny('\n', '\r', '\0'), Is.False);
            }
        });
    }

    [TestCase("12 0", 0)]
    [TestCase("12 1024", 1024)]
    [TestCase("", 0)]
    public void Takes_empty_parentheses_for_no_baseline(string adc, int expected)
    {
        WfdbSignal signal = ReadSignal($"x 16 1000()/uV {adc}");

        Assert.That((signal.Gain, signal.Baseline, signal.Units, signal.HasUnusableGain), Is.EqualTo((1000.0, expected, "uV", false)));
    }

    [TestCase("nan")]
    [TestCase("-NaN(0)/mV")]
    [TestCase("inf/uV")]
    [TestCase("200(nan)/mV")]
    public void Takes_a_gain_that_is_no_number_for_one_that_cannot_be_used(string gain)
    {
        WfdbSignal signal = ReadSignal($"x 16 {gain} 12 0 -32768 0 0 V6");

        Assert.That((signal.HasUnusableGain, signal.Description), Is.EqualTo((true, "V6")));
        Assert.That(double.IsFinite(signal.Gain), Is.True);
    }

    [TestCase("\f")]
    [TestCase("\u0085")]
    [TestCase("\u2028")]
    public void Breaks_lines_at_line_feeds_and_carriage_returns_alone(string noBreak)
    {
        WfdbHeader header = Read($"# Ward 4{noBreak}bed 2\rrec 1 250 100\r\nx 16 200/mV 12 0 1 2 0 II\n");

        Assert.That(header.Comments, Is.EqualTo(new[] { "Ward 4 bed 2" }));
        Assert.That(header.Signals.Single().Description, Is.EqualTo("II"));
        Assert.That(Rejected("rec 1 250\r\nx what"), Does.Contain("line 2"));
    }

    [Test]
    public void Decodes_bytes_that_are_no_UTF8_as_Windows_1252()
    {
        var header = WfdbHeader.Read(new MemoryStream([.. "rec 0\n#St"u8, 0x92, .. "s ward"u8, 0x85, 0xE9]), Name);

        Assert.That(header.Comments, Is.EqualTo(new[] { "St\u2019s ward\u2026\u00e9" }));
    }

    [TestCase("ge_wfdb/00001_medians 1 250 100")]
    [TestCase("a/b/rec 1 250 100")]
    [TestCase("C:\\data\\rec 1 250 100")]
    public void Takes_what_follows_a_folder_for_the_records_name(string record)
    {
        WfdbHeader header = Read($"{record}\nx.mat 16 200/mV\n");

        Assert.That(header.RecordName, Is.AnyOf("00001_medians", "rec"));
        Assert.That(header.Issues.Single(), Does.StartWith("record line of A0001.hea has a folder before the name"));
    }

    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4\n", "A0001.hea is a Git LFS pointer; fetch it with git lfs pull.")]
    [TestCase("/annex/objects/MD5E-s420--0.hea\n", "A0001.hea is a git-annex pointer; fetch it with git annex get or datalad get.")]
    [TestCase("../.git/annex/objects/x/MD5E-s420--0.hea", "A0001.hea is a git-annex pointer; fetch it with git annex get or datalad get.")]
    [TestCase("<!DOCTYPE html>\n<html>", "A0001.hea is an HTML or XML page, perhaps the error page of a download; download the file again.")]
    public void Recognises_what_stands_in_the_place_of_a_header(string text, string expected) =>
        Assert.That(Rejected(text), Is.EqualTo(expected));

    private static string Rejected(string text) => Assert.Throws<RejectedException>(() => Read(text))!.Message;

    private static WfdbHeader Read(string text) => WfdbHeader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Name);

    private static WfdbSignal ReadSignal(string line) => Read($"rec 1 250 100\n{line}\n").Signals.Single();

    private sealed class EndlessStream(byte value) : ForwardStream
    {
        public long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill(value);
            BytesRead += buffer.Length;
            return buffer.Length;
        }
    }
}
