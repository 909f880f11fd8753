using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

internal sealed class WfdbInfoTests
{
    [TestCase("Age: 57", "57")]
    [TestCase("Age : 57", "57")]
    [TestCase("age:57", "57")]
    [TestCase("AGE=57 years", "57 years")]
    public void Reads_a_tag_however_it_is_written(string comment, string age)
    {
        var info = WfdbInfo.From([comment]);

        Assert.That(info.Age, Is.EqualTo(age));
        Assert.That(info.Comments, Is.Empty);
    }

    [Test]
    public void Reads_the_challenges_style()
    {
        var info = WfdbInfo.From(["Age: 74", "Sex: Male", "Dx: 59118001,427084000", "Rx: Unknown", "Hx: Unknown"]);

        Assert.Multiple(() =>
        {
            Assert.That(info.Age, Is.EqualTo("74"));
            Assert.That(info.Sex, Is.EqualTo("Male"));
            Assert.That(info.Diagnoses, Is.EqualTo("59118001,427084000"));
            Assert.That(info.Comments, Is.EqualTo(new[] { "Rx: Unknown", "Hx: Unknown" }));
        });
    }

    [Test]
    public void Reads_the_arrhythmia_databases_style_and_keeps_the_line()
    {
        var info = WfdbInfo.From(["69 M 1085 1629 x1", "Aldomet, Inderal"]);

        Assert.Multiple(() =>
        {
            Assert.That(info.Age, Is.EqualTo("69"));
            Assert.That(info.Sex, Is.EqualTo("M"));
            Assert.That(info.Comments, Is.EqualTo(new[] { "69 M 1085 1629 x1", "Aldomet, Inderal" }));
        });
    }

    [Test]
    public void Reads_several_tags_of_one_line()
    {
        var info = WfdbInfo.From(["Age: 62  Sex: M", "Mixed angina"]);

        Assert.Multiple(() =>
        {
            Assert.That(info.Age, Is.EqualTo("62"));
            Assert.That(info.Sex, Is.EqualTo("M"));
            Assert.That(info.Comments, Is.EqualTo(new[] { "Mixed angina" }));
        });
    }

    [Test]
    public void Reads_tags_in_angle_brackets_and_keeps_a_line_that_says_more()
    {
        const string Line = "<subject>: a01  <age>: 69  <sex>: M  <diagnoses>: MI, CHF  <medications>: none";

        var info = WfdbInfo.From([Line]);

        Assert.Multiple(() =>
        {
            Assert.That(info.Age, Is.EqualTo("69"));
            Assert.That(info.Sex, Is.EqualTo("M"));
            Assert.That(info.Diagnoses, Is.EqualTo("MI, CHF"));
            Assert.That(info.Comments, Is.EqualTo(new[] { Line }));
        });
    }

    [TestCase("the average age: 60 years")]
    [TestCase("ECG date: 01/10/1990")]
    [TestCase("dosage: 5 mg")]
    [TestCase("1085 1629 x1")]
    [TestCase("Asystole")]
    public void Takes_free_text_for_what_it_is(string comment)
    {
        var info = WfdbInfo.From([comment]);

        Assert.That((info.Age, info.Sex, info.Diagnoses), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
        Assert.That(info.Comments, Is.EqualTo(new[] { comment }));
    }

    [Test]
    public void Lets_the_first_value_of_a_tag_count_and_an_empty_one_not()
    {
        var info = WfdbInfo.From(["Sex:", "Sex: F", "Sex: F", "Sex: M"]);

        Assert.That(info.Sex, Is.EqualTo("F"));
        Assert.That(info.Comments, Is.EqualTo(new[] { "Sex: M" }), "nothing is lost");
    }

    [Test]
    public void Adds_the_diagnoses_of_further_lines()
    {
        var info = WfdbInfo.From(["Dx: 1, 2", "Dx: 3", "Diagnosis: sinus tachycardia"]);

        Assert.That(info.Diagnoses, Is.EqualTo("1, 2,3,sinus tachycardia"));
    }

    [Test]
    public void Adds_a_mebibyte_of_diagnoses_in_time()
    {
        var info = WfdbInfo.From([string.Concat(Enumerable.Repeat("<dx>: 1 ", 130_000))]);

        Assert.That(info.Diagnoses, Has.Length.EqualTo(259_999));
    }

    [Test]
    public void Reads_on_after_a_mebibyte_of_half_tags()
    {
        string hostile = string.Concat(Enumerable.Repeat("age " + new string(' ', 60) + "<sex", 16_000));

        var info = WfdbInfo.From([hostile, "Age: 5"]);

        Assert.That(info.Age, Is.EqualTo("5"));
    }
}
