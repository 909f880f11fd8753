using Ecg.Cli.Plot.Lettering;
using NUnit.Framework;
using SkiaSharp;

namespace Ecg.Tests.Plot;

public sealed class PlotFontTests
{
    [Test]
    public void Has_the_letters_of_names_and_the_signs_of_units()
    {
        using SKFont font = PlotFont.OfSize(100, isBold: false);

        Assert.That("ZürichMüllerŁódźÅngströmΩµμ°±·×–—…≤ЭКГ0123456789".Where(character => !font.ContainsGlyph(character)), Is.Empty);
        Assert.That(Enumerable.Range(0x20, 0x7F - 0x20).Where(character => !font.ContainsGlyph(character)), Is.Empty);
    }

    [Test]
    public void Draws_a_capital_as_tall_as_its_size_says()
    {
        using SKFont font = PlotFont.OfSize(PlotFont.SizeFor(7), isBold: false);
        using SKPath path = font.GetTextPath("H");

        Assert.That(path.Bounds.Height, Is.EqualTo(7).Within(0.01));
    }

    [Test]
    public void Measures_a_text_in_proportion_to_its_size()
    {
        Assert.That(PlotFont.Width("", 7), Is.Zero);
        Assert.That(PlotFont.Width("HH", 14), Is.EqualTo(4 * PlotFont.Width("H", 7)).Within(1e-3));
        Assert.That(PlotFont.Width("ii", 7), Is.LessThan(PlotFont.Width("MM", 7) / 2));
    }

    [Test]
    public void Cuts_a_text_to_the_room_that_it_has_without_halving_a_character()
    {
        for (double room = 1.0; room < 60; room++)
        {
            string fitted = PlotFont.Fit("Łódź 🫀🫀🫀🫀 and more", 2.5, isBold: true, room);

            Assert.That(fitted, Does.EndWith("…").Or.EqualTo("Łódź 🫀🫀🫀🫀 and more"));
            Assert.That(fitted.EnumerateRunes().Select(rune => rune.Value), Has.None.EqualTo(0xFFFD));
            Assert.That(fitted == "…" || PlotFont.Width(fitted, 2.5, isBold: true) <= room + 1e-3, $"{fitted} in {room} mm");
        }
    }

    [Test]
    public void Writes_controls_and_halves_of_characters_as_what_every_format_can_hold() =>
        Assert.That(PlotFont.Fit("a\u0001b\nc\uD800d\uFFFE", 2.5, isBold: false, 1000), Is.EqualTo("a b c\uFFFDd "));
}
