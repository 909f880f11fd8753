using System.Globalization;

namespace Ecg.Cli.Plot.Painting;

/// <summary>A letter of <see cref="StrokeFont"/>: strokes of the pen as Bezier curves and lines.</summary>
internal sealed class Glyph
{
    /// <summary>Creates a glyph.</summary>
    /// <param name="ink">The width of what is drawn, in units.</param>
    /// <param name="strokes">The strokes.</param>
    public Glyph(double ink, IReadOnlyList<PenStroke> strokes)
    {
        Advance = ink + StrokeFont.Tracking;
        Strokes = strokes;
    }

    /// <summary>How far the next letter is from this one, in units.</summary>
    public double Advance { get; }

    /// <summary>The moves of the pen, in order.</summary>
    public IReadOnlyList<PenStroke> Strokes { get; }

    /// <summary>Reads a glyph from its description: the width of its ink, then commands with their numbers.</summary>
    public static Glyph Parse(string description)
    {
        var words = description.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var strokes = new List<PenStroke>();
        for (var at = 1; at < words.Length;)
        {
            var command = words[at++][0];
            var numbers = words.Skip(at).TakeWhile(word => !char.IsAsciiLetterUpper(word[0])).Select(Number).ToArray();
            at += numbers.Length;
            Add(strokes, command, numbers);
        }

        return new Glyph(Number(words[0]), strokes);
    }

    private static void Add(List<PenStroke> strokes, char command, double[] n)
    {
        switch (command)
        {
            case 'M':
                strokes.Add(PenStroke.Move(n[0], n[1]));
                break;
            case 'L':
                for (var i = 0; i < n.Length; i += 2)
                {
                    strokes.Add(PenStroke.Line(n[i], n[i + 1]));
                }

                break;
            case 'C':
                strokes.Add(PenStroke.Curve((n[0], n[1]), (n[2], n[3]), (n[4], n[5])));
                break;
            case 'A' or 'O':
                AddArc(strokes, (n[0], n[1]), (n[2], n[3]), n[4], n[5], lifted: command == 'O');
                break;
            default:
                throw new FormatException($"A glyph has the unknown command {command}.");
        }
    }

    private static void AddArc(List<PenStroke> strokes, (double X, double Y) centre, (double X, double Y) radii, double from, double to, bool lifted)
    {
        var pieces = (int)Math.Ceiling(Math.Abs(to - from) / 90);
        var step = (to - from) * Math.PI / 180 / pieces;
        // The length of the handles with which a cubic curve stays closest to an arc of this angle.
        var handle = 4.0 / 3 * Math.Tan(step / 4);
        var angle = from * Math.PI / 180;
        var start = On(centre, radii, angle);
        strokes.Add(lifted ? PenStroke.Move(start.X, start.Y) : PenStroke.Line(start.X, start.Y));
        for (var piece = 0; piece < pieces; piece++, angle += step)
        {
            var begin = On(centre, radii, angle);
            var end = On(centre, radii, angle + step);
            var (leave, arrive) = (Along(radii, angle, handle), Along(radii, angle + step, handle));
            strokes.Add(PenStroke.Curve((begin.X + leave.X, begin.Y + leave.Y), (end.X - arrive.X, end.Y - arrive.Y), end));
        }
    }

    private static (double X, double Y) On((double X, double Y) centre, (double X, double Y) radii, double angle) =>
        (centre.X + (radii.X * Math.Cos(angle)), centre.Y + (radii.Y * Math.Sin(angle)));

    private static (double X, double Y) Along((double X, double Y) radii, double angle, double handle) =>
        (-radii.X * Math.Sin(angle) * handle, radii.Y * Math.Cos(angle) * handle);

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
