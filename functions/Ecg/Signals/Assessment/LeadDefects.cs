using Ecg.Annotations;

namespace Ecg.Signals.Assessment;

/// <summary>
/// Collects the stretches of a lead without a usable signal, from the panes that its meter makes of the samples. The result
/// does not depend on the storage type or on the blocks' boundaries.
/// </summary>
internal sealed class LeadDefects
{
    /// <summary>The maximum number of stretches of one kind to keep for a lead.</summary>
    public const int MostStretches = 1000;

    /// <summary>The maximum number of stretches to keep for a recording, so that a recording with many leads does not fill the table of annotations.</summary>
    public const int MostOfRecording = 40_000;

    private const int Kinds = 4;

    // Even in a pause of a second the signal moves: the recorder's noise exceeds its resolution.
    private const double ShortestStillSeconds = 1;

    private readonly Lead _lead;
    private readonly PhysicalScale _scale;
    private readonly PaneLength _length;
    private readonly Segment? _segment;
    private readonly NoiseFinder _noiseFinder;
    private readonly RailFinder _railFinder;
    private readonly StretchList _missing;
    private readonly StretchList _clipped;
    private readonly StretchList _noise;
    private readonly double _plateauSpan;
    private readonly long _shortestStill;
    private Pane _window = new();
    private int _panes;
    private Pane _still = new();
    private long _position;

    /// <summary>Starts at the first sample of a lead.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/>.</param>
    /// <param name="areIntegers">Whether samples are whole numbers, so that the smallest step is known.</param>
    /// <param name="mostStretches">The maximum number of stretches of one kind to keep.</param>
    /// <param name="limits">The noise limits; <see langword="null"/> for <see cref="NoiseLimits.Default"/>.</param>
    public LeadDefects(Lead lead, double? samplingRate, bool areIntegers, int mostStretches, NoiseLimits? limits = null)
    {
        _lead = lead;
        _scale = new PhysicalScale(lead);
        _length = PaneLength.ForRate(samplingRate);
        _missing = new StretchList(mostStretches);
        Flat = new StretchList(mostStretches);
        _clipped = new StretchList(mostStretches);
        _noise = new StretchList(mostStretches);
        _noiseFinder = new NoiseFinder(_length, samplingRate, _noise, limits ?? NoiseLimits.Default);
        _railFinder = new RailFinder(samplingRate, mostStretches);
        _shortestStill = (long)Math.Min(1L << 40, ShortestStillSeconds * (samplingRate ?? PaneLength.AssumedRate));

        // The shape of an ECG is known only in mV. If two steps of the recorder exceed the span of a plateau,
        // a plateau cannot contain noise.
        double step = Math.Abs(_scale.Slope);
        _segment = lead.Unit == PhysicalUnit.Millivolt.Name && double.IsNormal(step) ? new Segment(_scale) : null;
        _plateauSpan = _segment is null || (areIntegers && 2 * step > RailFinder.PlateauSpan) ? -1 : RailFinder.PlateauSpan / step;
    }

    /// <summary>The number of samples in a pane.</summary>
    public int PaneSamples => _length.Samples;

    /// <summary>The flat stretches; the meter adds the runs of equal samples.</summary>
    public StretchList Flat { get; }

    /// <summary>The fraction of the lead whose amplitude or offset is implausible for an ECG.</summary>
    public double OffScaleFraction => _noiseFinder.OffScaleFraction;

    /// <summary>The fraction of the lead in which no QRS complex stands out.</summary>
    public double LowContrastFraction => _noiseFinder.LowContrastFraction;

    /// <summary>The fraction of the lead with too much baseline wander.</summary>
    public double WanderFraction => _noiseFinder.WanderFraction;

    /// <summary>The number of samples in stretches of noise.</summary>
    public long Noise => _noise.Count();

    /// <summary>Returns the maximum number of stretches of one kind to keep for each lead of a recording.</summary>
    /// <param name="leads">The number of leads.</param>
    public static int MostStretchesOf(int leads) => Math.Clamp(MostOfRecording / (Kinds * leads), 1, MostStretches);

    /// <summary>Adds a missing sample.</summary>
    /// <param name="at">Its index.</param>
    public void AddMissing(long at) => _missing.Add(at, at + 1);

    /// <summary>Adds the next pane.</summary>
    public void Add(in Pane pane)
    {
        _position += pane.Filled;
        if (_segment is null)
        {
            return;
        }

        AddStill(pane);
        _window.Add(pane);
        if (++_panes == _length.PerWindow)
        {
            CloseWindow();
        }
    }

    /// <summary>Assesses the rest at the end of the lead.</summary>
    /// <param name="runsAtExtremes">The runs of equal samples at the extremes of the lead.</param>
    /// <returns>The number of clipped samples.</returns>
    public long Finish(StretchList runsAtExtremes)
    {
        EndStill();
        if (_segment is not null)
        {
            Judge(_segment);
        }

        _clipped.Add(runsAtExtremes);
        _railFinder.Finish(_clipped);
        return _clipped.Count();
    }

    /// <summary>Returns all stretches in order of position.</summary>
    public IReadOnlyList<Annotation> Annotations()
    {
        var annotations = new List<Annotation>();
        Describe(AnnotationKind.Missing, _missing, annotations);
        Describe(AnnotationKind.Flat, Flat, annotations);
        Describe(AnnotationKind.Clipped, _clipped, annotations);
        Describe(AnnotationKind.Noise, _noise, annotations);
        return annotations.Count == 0 ? [] : [.. annotations.OrderBy(annotation => annotation.Start)];
    }

    private void Describe(string kind, StretchList stretches, List<Annotation> annotations)
    {
        IReadOnlyList<Stretch> inOrder = stretches.InOrder();
        string? note = stretches.JoinedGap == 0
            ? null
            : $"too many to list: those up to {Counted.Of(stretches.JoinedGap, "sample")} apart are merged";
        foreach (Stretch stretch in inOrder)
        {
            annotations.Add(new Annotation(AnnotationSource.Pipeline, kind, stretch.Start, stretch.End)
            {
                Lead = _lead.Name,
                Note = note,
            });
        }
    }

    private void AddStill(in Pane pane)
    {
        if (pane.Good < pane.Filled || pane.Span > _plateauSpan)
        {
            EndStill();
            return;
        }

        _railFinder.Add(new Stretch(_position - pane.Filled, _position), _scale.Of((pane.Min + pane.Max) / 2));
        if (_still.Filled > 0 && Math.Max(_still.Max, pane.Max) - Math.Min(_still.Min, pane.Min) > _plateauSpan)
        {
            EndStill(pane.Filled);
        }

        _still.Add(pane);
    }

    // Panes that are each flat may still drift together: these do not count.
    private void EndStill(int behind = 0)
    {
        if (_still.Filled >= _shortestStill)
        {
            long end = _position - behind;
            Flat.Add(end - _still.Filled, end);
        }

        _still = new Pane();
    }

    private void CloseWindow()
    {
        if (2 * _window.Good >= _length.WindowSamples)
        {
            _segment!.Add(_position - _length.WindowSamples, _window);
            if (_segment.New == Segment.Capacity)
            {
                Judge(_segment);
            }
        }

        _window = new Pane();
        _panes = 0;
    }

    private void Judge(Segment segment)
    {
        _railFinder.Judge(segment);
        if (segment.New > 0)
        {
            _noiseFinder.Judge(segment);
            segment.Renew();
        }
    }
}
