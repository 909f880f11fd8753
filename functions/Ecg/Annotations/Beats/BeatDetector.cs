namespace Ecg.Annotations.Beats;

/// <summary>
/// Finds the beats of an ECG in all of its leads together, while their samples pass.
/// </summary>
/// <remarks>
/// <para>
/// Each lead is averaged to about 120 samples a second, and the envelope of its QRS band computed (<see cref="EnvelopeKernel"/>;
/// Nygårds and Sörnmo 1983; the band is that of Pan and Tompkins, "A real-time QRS detection algorithm", IEEE Trans. Biomed. Eng. 32,
/// 1985). The envelopes are scaled to the level of the QRS complexes around, weighted by how far it stands above the lead's noise, and
/// added: a lead that is flat, missing or noisy for a while does not vote for that while, nor does one that is silent while another shows
/// QRS complexes, and in a pause the level stays what it is on both sides of it. The peaks of the sum are candidates, of which
/// <see cref="BeatPath"/> chooses those that make the likeliest rhythm; where there is noise, those whose shape is like others around
/// (<see cref="ShapeMemory"/>) are likelier, and one that is small at all frequencies, as a P wave is, or behind which the baseline stays
/// somewhere else, as where an electrode moves, is less likely. The R peak is where
/// the first of the leads in which the QRS complex stands out is furthest from its baseline, in the polarity that is usual there where
/// both are much alike.
/// </para>
/// <para>
/// Memory: some twenty seconds of each lead, the samples that were added to one lead and not yet to another, some ten minutes of candidates,
/// and 24 bytes a beat. The result does not depend on how the samples are cut into blocks.
/// </para>
/// </remarks>
public sealed class BeatDetector : IDisposable
{
    /// <summary>The lowest sampling rate at which beats are found, in Hz.</summary>
    public const double LowestSamplingRate = 60;

    /// <summary>The highest sampling rate at which beats are found, in Hz.</summary>
    public const double HighestSamplingRate = 100_000;

    /// <summary>The shortest recording in which beats are found, in seconds.</summary>
    public const double ShortestDuration = 2;

    // Some ten minutes of them.
    private const int CandidatesADecision = 2048;

    private readonly double _samplingRate;
    private readonly TimeGrid _grid;
    private readonly LeadTrack[] _leads;
    private readonly LeadFusion _fusion;
    private readonly BeatPath _path;
    private readonly int _spikeReach;
    private int _nextDecision = CandidatesADecision;
    private long _averaged;
    private long _fused;
    private bool _isFinished;

    /// <summary>Prepares the detection of a recording's beats in leads that are all trusted.</summary>
    /// <param name="samplingRate">The samples a second, from <see cref="LowestSamplingRate"/> to <see cref="HighestSamplingRate"/>.</param>
    /// <param name="leadCount">The number of leads.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range, or there is no lead.</exception>
    public BeatDetector(double samplingRate, int leadCount)
        : this(samplingRate, [.. Enumerable.Repeat(1.0, leadCount)])
    {
    }

    /// <summary>Prepares the detection of a recording's beats.</summary>
    /// <param name="samplingRate">The samples a second, from <see cref="LowestSamplingRate"/> to <see cref="HighestSamplingRate"/>.</param>
    /// <param name="trust">How far each lead is to be trusted: 1 for a good one, 0 for one that does not vote.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range, there is no lead, or a trust is not in 0 to 1.</exception>
    public BeatDetector(double samplingRate, IReadOnlyList<double> trust)
        : this(samplingRate, trust, BeatModel.Default)
    {
    }

    internal BeatDetector(double samplingRate, IReadOnlyList<double> trust, BeatModel model)
    {
        ArgumentNullException.ThrowIfNull(trust);
        if (!IsUsable(samplingRate))
        {
            throw new ArgumentOutOfRangeException(
                nameof(samplingRate), samplingRate, $"Beats are found at {LowestSamplingRate} to {HighestSamplingRate} Hz.");
        }

        if (trust.Count == 0 || trust.Any(value => value is not (>= 0 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(trust), "There must be a lead, and each trust in 0 to 1.");
        }

        _samplingRate = samplingRate;
        _grid = new TimeGrid(samplingRate);
        var kernel = new EnvelopeKernel(_grid.Rate, model.Centre, model.Width);
        var spikes = new SpikeFilter(samplingRate);
        _spikeReach = spikes.Reach;
        _leads = [.. trust.Select(_ => new LeadTrack(_grid, model, kernel, spikes, LeadFusion.FarReach))];
        _fusion = new LeadFusion(samplingRate, _grid, model, _leads, [.. trust.Select(value => (float)value)]);
        _path = new BeatPath(model, _fusion.Candidates, samplingRate);
    }

    /// <summary>Whether beats can be found at a sampling rate.</summary>
    public static bool IsUsable(double samplingRate) => samplingRate is >= LowestSamplingRate and <= HighestSamplingRate;

    /// <summary>Finds the beats of leads that are in memory.</summary>
    /// <param name="samplingRate">The samples a second.</param>
    /// <param name="leads">The samples of each lead in mV, NaN where one is missing. A lead that ends early is missing from there on.</param>
    /// <returns>The beats in the order of time; none where the recording is shorter than <see cref="ShortestDuration"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range, or there is no lead.</exception>
    public static IReadOnlyList<Beat> Detect(double samplingRate, params IReadOnlyList<float[]> leads) =>
        Detect(samplingRate, BeatModel.Default, leads);

    /// <inheritdoc cref="Detect(double, IReadOnlyList{float[]})"/>
    /// <param name="samplingRate">The samples a second.</param>
    /// <param name="model">The detector's numbers.</param>
    /// <param name="leads">The samples of each lead in mV.</param>
    internal static IReadOnlyList<Beat> Detect(double samplingRate, BeatModel model, IReadOnlyList<float[]> leads)
    {
        ArgumentNullException.ThrowIfNull(leads);
        using var detector = new BeatDetector(samplingRate, [.. Enumerable.Repeat(1.0, leads.Count)], model);
        for (int i = 0; i < leads.Count; i++)
        {
            detector.Append(i, leads[i]);
        }

        return detector.Finish();
    }

    /// <summary>Adds the next samples of one lead. The leads may be added in any order, in blocks of any length.</summary>
    /// <param name="lead">The lead, from 0.</param>
    /// <param name="millivolts">The samples in mV, NaN where one is missing.</param>
    /// <exception cref="InvalidOperationException">The recording is finished.</exception>
    public void Append(int lead, ReadOnlySpan<float> millivolts)
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        _leads[lead].Append(millivolts);
        Advance();
    }

    /// <summary>Adds the next samples of one lead as the ADC gave them.</summary>
    /// <param name="lead">The lead, from 0.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="scale">What a sample is multiplied by to be in mV. The offset does not matter.</param>
    /// <param name="invalid">The value of a missing sample; <see langword="null"/> where every value is one.</param>
    /// <exception cref="InvalidOperationException">The recording is finished.</exception>
    public void Append(int lead, ReadOnlySpan<short> samples, float scale, short? invalid = null)
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        _leads[lead].Append(samples, scale, invalid);
        Advance();
    }

    /// <summary>Ends the recording.</summary>
    /// <returns>The beats in the order of time; none where the recording is shorter than <see cref="ShortestDuration"/>.</returns>
    /// <exception cref="InvalidOperationException">The recording is finished already.</exception>
    public IReadOnlyList<Beat> Finish()
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        _isFinished = true;
        long samples = 0;
        foreach (LeadTrack lead in _leads)
        {
            samples = Math.Max(samples, lead.SampleCount);
        }

        if (samples / _samplingRate < ShortestDuration)
        {
            return [];
        }

        long averages = samples / _grid.Factor;
        long segments = (averages + _grid.SegmentLength - 1) / _grid.SegmentLength;
        while (_averaged <= segments)
        {
            Step(samples);
        }

        while (_fused < segments)
        {
            _fusion.Fuse(_fused++, segments - 1, samples);
        }

        _fusion.End(segments, samples);
        return _path.Beats(samples / _samplingRate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isFinished = true;
        foreach (LeadTrack lead in _leads)
        {
            lead.Dispose();
        }
    }

    private void Advance()
    {
        long available = long.MaxValue;
        foreach (LeadTrack lead in _leads)
        {
            available = Math.Min(available, lead.SampleCount);
        }

        long segments = Math.Max(0, available - _spikeReach) / _grid.SegmentSamples;
        if (_averaged >= segments)
        {
            return;
        }

        while (_averaged < segments)
        {
            Step(available);
        }

        foreach (LeadTrack lead in _leads)
        {
            lead.Forget((_fused - 1) * _grid.SegmentSamples);
        }
    }

    private void Step(long samples)
    {
        foreach (LeadTrack lead in _leads)
        {
            lead.Average(_averaged);
            if (_averaged > 0)
            {
                lead.Filter(_averaged - 1);
            }
        }

        _averaged++;
        if (_averaged - 2 - LeadFusion.FarReach >= _fused)
        {
            _fusion.Fuse(_fused++, long.MaxValue, samples);
            Decide();
        }
    }

    private void Decide()
    {
        if (_fusion.Candidates.Count < _nextDecision)
        {
            return;
        }

        _fusion.Forget(_path.Decide(_fusion.Candidates.Count - ShapeMemory.Slots));
        _nextDecision = _fusion.Candidates.Count + CandidatesADecision;
    }
}
