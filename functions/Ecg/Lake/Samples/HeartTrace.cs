using Ecg.Annotations.Beats;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Samples;

/// <summary>Detects the beats of a recording while its leads are written, in all leads that can be an ECG, if the sampling rate allows it.</summary>
internal sealed class HeartTrace : IDisposable
{
    private readonly BeatDetector? _detector;
    private readonly Dictionary<int, int> _inputs = [];

    /// <summary>Prepares the detection.</summary>
    public HeartTrace(Recording recording)
    {
        if (recording.SamplingRate is not { } rate
            || !BeatDetector.IsUsable(rate)
            || recording.Matrix.SampleCount < BeatDetector.ShortestDuration * rate)
        {
            return;
        }

        for (int i = 0; i < recording.Leads.Count; i++)
        {
            Lead lead = recording.Leads[i];
            if (EcgLeads.IsEcg(lead.Name, lead.Unit) && double.IsFinite(new PhysicalScale(lead).Slope))
            {
                _inputs.Add(i, _inputs.Count);
            }
        }

        _detector = _inputs.Count == 0 ? null : new BeatDetector(rate, _inputs.Count);
    }

    /// <summary>Returns whether beats are detected in a lead.</summary>
    /// <param name="lead">The lead's index in the recording.</param>
    public bool Takes(int lead) => _inputs.ContainsKey(lead);

    /// <summary>Adds a lead's next samples in mV, with NaN for missing ones.</summary>
    public void Append(int lead, ReadOnlySpan<float> millivolts) => _detector!.Append(_inputs[lead], millivolts);

    /// <summary>Adds a lead's next samples as stored.</summary>
    public void Append(int lead, ReadOnlySpan<short> stored, float slope, short? invalid) =>
        _detector!.Append(_inputs[lead], stored, slope, invalid);

    /// <summary>Returns the beats.</summary>
    /// <param name="measures">The measures of the recording's leads.</param>
    /// <returns>The beats; <see langword="null"/> if no lead is an ECG.</returns>
    public IReadOnlyList<Beat>? Finish(IReadOnlyList<LeadMeasures> measures)
    {
        if (_detector is null)
        {
            return null;
        }

        IReadOnlyList<Beat> beats = _detector.Finish();
        return _inputs.Keys.Any(lead => EcgLeads.IsPlausible(measures[lead].StdDev)) ? beats : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _detector?.Dispose();
}
