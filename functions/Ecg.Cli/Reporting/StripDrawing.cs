using System.Globalization;
using System.Text;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Plot.Painting;
using SkiaSharp;

namespace Ecg.Cli.Reporting;

/// <summary>Converts the lines of a strip to SVG path data with whole, relative coordinates.</summary>
internal sealed class StripDrawing
{
    /// <summary>The number of units per millimetre: a unit is half the width of a line on a screen of the highest density.</summary>
    public const int UnitsPerMillimetre = 20;

    // A column of the signal is one pixel wide if a strip fills half of the screen.
    private const double ColumnsPerMillimetre = 5;

    private readonly StringBuilder _data = new();
    private (int X, int Y) _pen;
    private (int X, int Y) _step;

    private StripDrawing()
    {
    }

    /// <summary>Returns the signal's path, with no more points than can be seen.</summary>
    public static string Of(Trace trace)
    {
        var drawing = new StripDrawing();
        using SKPath path = TracePath.Build(trace, ColumnsPerMillimetre);
        using SKPath.RawIterator verbs = path.CreateRawIterator();
        Span<SKPoint> points = stackalloc SKPoint[4];
        for (SKPathVerb verb = verbs.Next(points); verb != SKPathVerb.Done; verb = verbs.Next(points))
        {
            if (verb == SKPathVerb.Move)
            {
                drawing.MoveTo(Unit(points[0].X / ColumnsPerMillimetre), Unit(points[0].Y / ColumnsPerMillimetre));
            }
            else
            {
                drawing.LineTo(Unit(points[1].X / ColumnsPerMillimetre), Unit(points[1].Y / ColumnsPerMillimetre));
            }
        }

        return drawing.End();
    }

    /// <summary>Returns the path of a line in millimetres.</summary>
    public static string Of(PageLine line)
    {
        var drawing = new StripDrawing();
        drawing.MoveTo(Unit(line.Points[0].X), Unit(line.Points[0].Y));
        foreach ((double x, double y) in line.Points.Skip(1))
        {
            drawing.LineTo(Unit(x), Unit(y));
        }

        return drawing.End();
    }

    /// <summary>Converts millimetres to units.</summary>
    public static int Unit(double millimetres) => (int)Math.Round(millimetres * UnitsPerMillimetre);

    private void MoveTo(int x, int y)
    {
        WriteStep();
        _data.Append(CultureInfo.InvariantCulture, $"M{x} {y}l0 0");
        _pen = (x, y);
    }

    private void LineTo(int x, int y)
    {
        (int dx, int dy) = (x - _pen.X, y - _pen.Y);
        _pen = (x, y);
        if (!GoesOn(dx, dy))
        {
            WriteStep();
        }

        _step = (_step.X + dx, _step.Y + dy);
    }

    private bool GoesOn(int dx, int dy) =>
        (long)_step.X * dy == (long)_step.Y * dx && ((long)_step.X * dx) + ((long)_step.Y * dy) >= 0;

    private void WriteStep()
    {
        if (_step != default)
        {
            _data.Append(CultureInfo.InvariantCulture, $"{(_step.X < 0 ? "" : " ")}{_step.X}{(_step.Y < 0 ? "" : " ")}{_step.Y}");
            _step = default;
        }
    }

    private string End()
    {
        WriteStep();
        return _data.ToString();
    }
}
