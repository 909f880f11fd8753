using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

/// <summary>Annotation files, their bytes written by hand from annot(5).</summary>
internal sealed class WfdbAnnotationReaderTests
{
    [Test]
    public void Reads_codes_times_and_the_fields_that_follow()
    {
        // N at 18; V 400 later with subtype 2, channel 1, num 5; A 1 later keeps channel and num; end.
        WfdbAnnotations read = Read("1204 9015 02F4 01F8 05F0 0120 0000");

        Assert.That(read.Items, Is.EqualTo(new[]
        {
            new WfdbAnnotation(18, 1) { Symbol = "N" },
            new WfdbAnnotation(418, 5) { Symbol = "V", Subtype = 2, Channel = 1, Number = 5 },
            new WfdbAnnotation(419, 8) { Symbol = "A", Channel = 1, Number = 5 },
        }));
        Assert.That(read.Issues, Is.Empty);
    }

    [Test]
    public void Skips_by_the_interval_with_its_high_half_first()
    {
        // SKIP 0x00012345, then N one later; SKIP -5, then N in the same place.
        WfdbAnnotations read = Read("00EC 0100 4523 0104 00EC FFFF FBFF 0004 0000");

        Assert.That(read.Items.Select(item => item.Time), Is.EqualTo(new[] { 0x12346, 0x12341 }));
    }

    [TestCase("0070 03FC 284E0000 0000", "(N", Description = "an odd number of bytes, of which the last is null, and a filler")]
    [TestCase("0070 04FC 28564600 0000", "(VF")]
    [TestCase("0070 05FC 2841464942 00 0000", "(AFIB")]
    public void Reads_texts_and_their_filler(string hex, string expected)
    {
        WfdbAnnotations read = Read(hex);

        Assert.That(read.Items.Select(item => (item.Code, item.Text)), Is.EqualTo(new[] { (28, expected) }));
        Assert.That(read.Issues, Is.Empty);
    }

    [Test]
    public void Takes_the_notes_that_describe_the_file_for_no_annotations()
    {
        WfdbAnnotations read = Read(
            "0058" + Text("## time resolution: 1000")
            + "0058" + Text("## annotation type definitions")
            + "0058" + Text("42 Z a wave")
            + "0058" + Text("## end of definitions")
            + "0AA8 0000");

        Assert.That(read.Resolution, Is.EqualTo(1000));
        Assert.That(read.Items, Is.EqualTo(new[] { new WfdbAnnotation(10, 42) { Symbol = "Z" } }));
    }

    [TestCase("1204", 1)]
    [TestCase("1204 12", 1)]
    [TestCase("1204 00EC 0100", 1)]
    [TestCase("1204 0070 09FC 2841", 2)]
    [TestCase("", 0)]
    public void Keeps_what_stands_before_the_end_of_a_file_that_is_cut_short(string hex, int count)
    {
        WfdbAnnotations read = Read(hex);

        Assert.That(read.Items, Has.Count.EqualTo(count));
        Assert.That(read.Issues, Is.EqualTo(new[] { "r.atr ends without its end mark, it may be cut short" }));
    }

    [Test]
    public void Refuses_the_AHA_format_by_name() => Assert.That(
        () => Read("004E 0000 1200 0100 0000 0000 0000 0000"),
        Throws.TypeOf<RejectedException>().With.Property("Reason").EqualTo(RejectionReason.UnsupportedFormat).And.Message.Contains("AHA format"));

    [Test]
    public void Refuses_more_annotations_than_a_recording_has() => Assert.That(
        () => WfdbAnnotationReader.Read(new MemoryStream([.. Enumerable.Repeat<byte[]>([1, 4], WfdbAnnotationReader.MaxAnnotations + 1).SelectMany(pair => pair)]), "r.atr"),
        Throws.TypeOf<RejectedException>().With.Property("Reason").EqualTo(RejectionReason.TooLarge));

    // AUX, the length, the text.
    private static string Text(string text)
    {
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(text);
        return $"{bytes.Length:X2}FC" + Convert.ToHexString(bytes) + (bytes.Length % 2 == 1 ? "00" : "");
    }

    private static WfdbAnnotations Read(string hex) =>
        WfdbAnnotationReader.Read(new ForwardOnlyStream(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), 1, 3), "r.atr");
}
