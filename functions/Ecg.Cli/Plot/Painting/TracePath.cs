using Ecg.Cli.Plot.Layout;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>The path of a trace, with no more points than its resolution shows.</summary>
/// <remarks>
/// Of the samples within one pixel's width, the first, the smallest, the largest and the last are kept, in order:
/// the path covers the same pixels as one through all samples.
/// </remarks>
internal ref struct TracePath
{
    private readonly SKPathBuilder _path;
    private readonly Trace _trace;
    private readonly double _scale;
    private bool _isPenDown;
    private Kept _first;
    private Kept _min;
    private Kept _max;
    private Kept _last;
    private long _column = long.MinValue;

    private TracePath(SKPathBuilder path, Trace trace, double scale)
    {
        _path = path;
        _trace = trace;
        _scale = scale;
    }

    /// <summary>Builds the path. Missing samples leave a gap; a single sample between gaps is a dot.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="pixelsPerMillimetre">The canvas' units in a millimetre.</param>
    public static SKPath Build(Trace trace, double pixelsPerMillimetre)
    {
        using var builder = new SKPathBuilder();
        new TracePath(builder, trace, pixelsPerMillimetre).Follow(trace.Samples.Span);
        return builder.Detach();
    }

    private void Follow(ReadOnlySpan<float> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if (float.IsFinite(samples[i]))
            {
                Take(new Kept(i, samples[i]));
            }
            else
            {
                LiftPen();
            }
        }

        LiftPen();
    }

    private void Take(Kept sample)
    {
        long column = (long)Math.Floor(X(sample));
        if (column != _column)
        {
            Flush();
            _column = column;
            _first = _min = _max = sample;
        }

        _min = sample.Value < _min.Value ? sample : _min;
        _max = sample.Value > _max.Value ? sample : _max;
        _last = sample;
    }

    private void Flush()
    {
        if (_column == long.MinValue)
        {
            return;
        }

        (Kept earlier, Kept later) = _min.Index < _max.Index ? (_min, _max) : (_max, _min);
        GoTo(_first);
        if (earlier.Index > _first.Index)
        {
            GoTo(earlier);
        }

        if (later.Index > earlier.Index && later.Index > _first.Index)
        {
            GoTo(later);
        }

        if (_last.Index > later.Index)
        {
            GoTo(_last);
        }
    }

    private void GoTo(Kept sample)
    {
        float x = CanvasGrid.Snap(X(sample));
        float y = CanvasGrid.Snap((_trace.Baseline - ((sample.Value - _trace.Centre) * _trace.MillimetresPerUnit)) * _scale);
        if (!_isPenDown)
        {
            _path.MoveTo(x, y);
            _isPenDown = true;
        }

        _path.LineTo(x, y);
    }

    private void LiftPen()
    {
        Flush();
        _column = long.MinValue;
        _isPenDown = false;
    }

    private readonly double X(Kept sample) => (_trace.X + (sample.Index * _trace.MillimetresPerSample)) * _scale;

    private readonly record struct Kept(int Index, double Value);
}
