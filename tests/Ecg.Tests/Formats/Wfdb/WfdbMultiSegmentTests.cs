using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

/// <summary>Records of several segments, header(5) "Multi-segment records".</summary>
internal sealed class WfdbMultiSegmentTests
{
    private static RecordFiles Segments => new RecordFiles(1)
        .With("a.hea", "a 2 250 2 10:11:12 25/4/1989\na.dat 80 100(1)/mV 8 0 0 0 0 I\na.dat 80 50/mV 8 0 0 0 0 II\n# Age: 60\n")
        .With("a.dat", 0x81, 0x82, 0x83, 0x00)
        .With("b.hea", "b 2 250 1\nb.dat 16 100(1)/mV 8 0 0 0 0 I\nb.dat 16 50/mV 8 0 0 0 0 II\n")
        .With("b.dat", 0xE8, 0x03, 0x00, 0x80);

    [Test]
    public void Joins_the_segments_of_a_fixed_layout_and_lacks_null_segments()
    {
        using WfdbSamples samples = Segments.Read("r/4 2 250 6\na 2\n~ 1\nb 1\na 2");

        Assert.Multiple(() =>
        {
            Assert.That(RecordFiles.LeadsOf(samples), Is.EqualTo(new double?[][]
            {
                [1, 3, null, 1000, 1, 3],
                [2, null, null, null, 2, null],
            }));
            Assert.That(samples.Header.Signals.Select(signal => (signal.Description, signal.Gain, signal.Baseline)), Is.EqualTo(new[] { ("I", 100d, 1), ("II", 50d, 0) }));
            Assert.That(samples.Header.BaseTime, Is.EqualTo(new TimeOnly(10, 11, 12)), "the first segment's, where the record names none");
            Assert.That(samples.Header.BaseDate, Is.EqualTo(new DateOnly(1989, 4, 25)));
            Assert.That(samples.Header.Comments, Is.EqualTo(new[] { "Age: 60" }));
            Assert.That(samples.Formats, Is.EqualTo(new[] { 16, 80 }));
            Assert.That(samples.Issues, Is.Empty);
        });
    }

    [Test]
    public void Finds_the_signal_files_of_a_segment_in_a_folder_below_beside_its_header() => Assert.That(
        Segments.With("day1/c.hea", "c 1 250 2\nc.dat 80 100/mV 8 0 0 0 0 I\n").With("day1/c.dat", 0x81, 0x82).Leads("r/1 1 250 2\nday1/c 2"),
        Is.EqualTo(new double?[][] { [1, 2] }));

    [Test]
    public void Arranges_the_signals_of_a_variable_layout_by_their_names()
    {
        RecordFiles files = Segments
            .With("layout.hea", "layout 3 250 0\n~ 0 100/mV 8 0 0 0 0 II\n~ 0 100/mV 8 0 0 0 0 V\n~ 0 100/mV 8 0 0 0 0 I\n")
            .With("c.hea", "c 2 250 1\nc.dat 80 100(1)/mV 8 0 0 0 0 I\nc.dat 80 50/mV 8 0 0 0 0 aVR\n")
            .With("c.dat", 0x90, 0x91);

        using WfdbSamples samples = files.Read("r/3 3 250 3 1:2:3 4/5/2006\nlayout 0\na 2\nc 1");

        Assert.Multiple(() =>
        {
            Assert.That(samples.Header.Signals.Select(signal => (signal.Description, signal.Gain)), Is.EqualTo(new[] { ("II", 50d), ("V", 100), ("I", 100) }));
            Assert.That(RecordFiles.LeadsOf(samples), Is.EqualTo(new double?[][] { [2, null, null], [null, null, null], [1, 3, 16] }));
            Assert.That(samples.Header.BaseTime, Is.EqualTo(new TimeOnly(1, 2, 3)));
            Assert.That(samples.Issues, Is.EqualTo(new[] { "signals that the layout of r.hea lacks left out: aVR" }));
        });
    }

    [Test]
    public void Gives_physical_values_where_a_gain_changes_on_the_way()
    {
        RecordFiles files = Segments
            .With("c.hea", "c 2 250 1\nc.dat 80 10(-1)/mV 8 0 0 0 0 I\nc.dat 80 50/mV 8 0 0 0 0 II\n")
            .With("c.dat", 0x90, 0x8A);

        using WfdbSamples samples = files.Read("r/2 2 250 3\na 2\nc 1");

        double?[][] leads = RecordFiles.LeadsOf(samples);
        Assert.That(leads[0], Is.EqualTo(new double?[] { 0, 0.02f, 1.7f }));
        Assert.That(leads[1], Is.EqualTo(new double?[] { 0.04f, null, 0.2f }));
        Assert.That(samples.Header.Signals.Select(signal => (signal.Gain, signal.Baseline)), Is.All.EqualTo((1d, 0)));
    }

    [TestCase("r/1 2 360 2\na 2", "a sampling frequency of 250 Hz, the record one of 360 Hz")]
    [TestCase("r/1 2 250 3\na 3", "a.hea has 2 samples, its line in the record's header 3")]
    [TestCase("r/1 2 250 3\nm 3", "has segments itself")]
    [TestCase("r/2 2 250 3\na 2\nd 1", "d.hea has 1 signal, a.hea 2")]
    [TestCase("r/2 2 250 3\na 2\ne 1", "have I in mV and in \"uV\"")]
    [TestCase("r/2 2 250 3\na 2\nf 1", "f.hea gives II 2 samples per frame, a.hea 1")]
    [TestCase("r/1 2 250 3\n../a 2", "other than a file in the header's folder")]
    public void Rejects_segments_that_do_not_fit(string record, string words) => Segments
        .With("m.hea", "m/1 2 250 3\na 2")
        .With("d.hea", "d 1 250 1\nd.dat 80 100(1)/mV 8 0 0 0 0 I\n")
        .With("e.hea", "e 2 250 1\ne.dat 80 100(1)/uV 8 0 0 0 0 I\ne.dat 80 50/mV 8 0 0 0 0 II\n")
        .With("f.hea", "f 2 250 1\nf.dat 80 100(1)/mV 8 0 0 0 0 I\nf.dat 80x2 50/mV 8 0 0 0 0 II\n")
        .AssertRejected(record, RejectionReason.HeaderMismatch, words);

    [Test]
    public void Rejects_a_record_of_null_segments_alone() =>
        Segments.AssertRejected("r/2 2 250 3\n~ 2\n~ 1", RejectionReason.NoSignal, "All segments of r.hea are null segments");

    [TestCase("r/2 2 250 2000000002\na 2\n~ 2000000000")]
    [TestCase("r/2 2 250 9000000000000000002\n~ 9000000000000000000\na 2")]
    public void Rejects_more_missing_samples_than_the_bytes_justify(string record) =>
        Segments.AssertRejected(record, RejectionReason.TooLarge, "samples in null or repeated segments");

    [Test]
    public void Names_the_header_of_a_segment_that_is_missing()
    {
        MissingFileException missing = Assert.Throws<Ecg.Formats.Wfdb.MissingFileException>(() => Segments.Read("r/2 2 250 3\na 2\nx 1"))!;

        Assert.That(missing.Message, Does.StartWith("r.hea names x.hea, which is missing"));
    }
}
