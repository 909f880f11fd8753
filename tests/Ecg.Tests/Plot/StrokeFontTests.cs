using System.Text;
using Ecg.Cli.Plot.Painting;
using NUnit.Framework;

namespace Ecg.Tests.Plot;

public sealed class StrokeFontTests
{
    [Test]
    public void Has_every_printable_ASCII_character_and_the_signs_of_units()
    {
        var needed = Enumerable.Range(0x20, 0x7F - 0x20).Concat("µμ°±·×–".Select(sign => (int)sign));

        Assert.That(needed.Where(character => StrokeFont.Find(new Rune(character)) is null), Is.Empty);
    }

    [Test]
    public void Draws_every_letter_inside_its_own_place()
    {
        for (var character = 0x21; character < 0x7F; character++)
        {
            var glyph = StrokeFont.Find(new Rune(character))!;
            Assert.That(glyph.Strokes, Is.Not.Empty, $"{(char)character}");
            Assert.That(glyph.Strokes[0].Kind, Is.EqualTo(PenStrokeKind.Move), $"{(char)character} starts where it stands");
            foreach (var (x, y) in glyph.Strokes.Select(stroke => stroke.End))
            {
                Assert.That(x, Is.InRange(-0.7, glyph.Advance - StrokeFont.Tracking + 0.3), $"{(char)character}");
                Assert.That(y, Is.InRange(-1, 9.1), $"{(char)character}");
            }
        }
    }

    [Test]
    public void Draws_no_two_characters_alike()
    {
        var drawings = Enumerable.Range(0x21, 0x7F - 0x21).Select(character =>
            string.Join(' ', StrokeFont.Find(new Rune(character))!.Strokes)).ToArray();

        Assert.That(drawings, Is.Unique);
    }

    [Test]
    public void Measures_text_from_the_first_to_the_last_stroke()
    {
        Assert.That(StrokeFont.Width(string.Empty, 7), Is.Zero);
        Assert.That(StrokeFont.Width("H", 7), Is.EqualTo(5).Within(1e-9));
        Assert.That(StrokeFont.Width("HH", 14), Is.EqualTo(2 * (10 + StrokeFont.Tracking)).Within(1e-9));
    }
}
