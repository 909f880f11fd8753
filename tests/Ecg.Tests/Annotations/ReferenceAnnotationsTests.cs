using Ecg.Annotations;
using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Annotations;

internal sealed class ReferenceAnnotationsTests
{
    private const int Rhythm = 28;
    private const int Beat = 5;
    private const int Noise = 14;
    private const int FibrillationOn = 32;
    private const int FibrillationOff = 33;

    private readonly List<string> _issues = [];

    [Test]
    public void Makes_stretches_of_rhythms_up_to_the_next_one()
    {
        IReadOnlyList<Annotation> made = From(Item(10, Rhythm, "(N"), Item(20, Beat), Item(50, Rhythm, "(AFIB"), Item(60, Beat));

        Assert.That(made, Is.EqualTo(new[]
        {
            new Annotation("atr", "rhythm", 10, 50) { Symbol = "+", Note = "N" },
            new Annotation("atr", "beat", 20, 20) { Symbol = "V" },
            new Annotation("atr", "rhythm", 50, 100) { Symbol = "+", Note = "AFIB" },
            new Annotation("atr", "beat", 60, 60) { Symbol = "V" },
        }));
    }

    [Test]
    public void Makes_a_stretch_of_ventricular_fibrillation_from_its_beginning_to_its_end()
    {
        IReadOnlyList<Annotation> made = From(Item(30, FibrillationOn), Item(40, FibrillationOff), Item(70, FibrillationOn));

        Assert.That(made.Select(annotation => (annotation.Kind, annotation.Symbol, annotation.Start, annotation.End)), Is.EqualTo(new[]
        {
            ("note", "[", 30L, 40L),
            ("note", "[", 70, 100),
        }));
    }

    [Test]
    public void Counts_in_the_leads_samples_whatever_the_file_counts_in()
    {
        var file = new WfdbAnnotations([Item(1000, Beat)], 1000, []);

        Assert.That(ReferenceAnnotations.From(file, "atr", 62.5, 250, 1000, [], _issues)[0].Start, Is.EqualTo(250));
        Assert.That(ReferenceAnnotations.From(file with { Resolution = null }, "atr", 62.5, 250, 5000, [], _issues)[0].Start, Is.EqualTo(4000));
    }

    // The MIT-BIH Arrhythmia Database's cc, nc, cn, nn and uu.
    [TestCase(0, "II clean, V1 clean")]
    [TestCase(1, "II noisy, V1 clean")]
    [TestCase(2, "II clean, V1 noisy")]
    [TestCase(3, "II noisy, V1 noisy")]
    [TestCase(0x31, "II unreadable, V1 unreadable")]
    [TestCase(-1, "unreadable")]
    public void Says_in_words_which_signals_are_noisy(int subtype, string note)
    {
        Assert.That(From(Item(1, Noise) with { Subtype = subtype }).Single().Note, Is.EqualTo(note));
        Assert.That(From(Item(1, Noise, "electrode off") with { Subtype = subtype }).Single().Note, Is.EqualTo("electrode off"));
        Assert.That(From(Item(1, Beat) with { Subtype = subtype }).Single().Note, Is.Null);
    }

    [Test]
    public void Numbers_a_noisy_signal_without_a_name_and_speaks_of_four_at_most() =>
        Assert.That(SignalQualityNote.Of(0x42, [null, null, "V", "V5", "V6"]), Is.EqualTo("signal 0 clean, signal 1 noisy, V unreadable, V5 clean"));

    [Test]
    public void Names_the_lead_of_each_annotation_where_the_file_tells_them_apart()
    {
        Assert.That(From(Item(1, Beat), Item(2, Beat)).Select(annotation => annotation.Lead), Is.EqualTo(new string?[] { null, null }));
        Assert.That(
            From(Item(1, Beat), Item(2, Beat) with { Channel = 1 }, Item(3, Beat) with { Channel = 9 }).Select(annotation => annotation.Lead),
            Is.EqualTo(new[] { "II", "V1", null }));
    }

    [Test]
    public void Leaves_out_what_lies_outside_of_the_recording_and_says_so()
    {
        Assert.That(From(Item(-1, Beat), Item(99, Beat), Item(100, Beat)).Select(annotation => annotation.Start), Is.EqualTo(new[] { 99 }));
        Assert.That(_issues, Is.EqualTo(new[] { "2 annotations of atr outside of the recording left out" }));
    }

    [SetUp]
    public void ForgetIssues() => _issues.Clear();

    private IReadOnlyList<Annotation> From(params WfdbAnnotation[] items) =>
        ReferenceAnnotations.From(new WfdbAnnotations(items, null, []), "atr", 250, 250, 100, ["II", "V1"], _issues);

    private static WfdbAnnotation Item(long time, int code, string? text = null) =>
        new(time, code) { Symbol = code switch { Beat => "V", Rhythm => "+", FibrillationOn => "[", _ => "]" }, Text = text };
}
