using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>An array that may be the signal.</summary>
/// <param name="array">The array.</param>
/// <param name="buffer">
/// Its elements, if they are kept; <see langword="null"/> if another candidate rules it out.
/// </param>
/// <param name="probe">Examines elements that are not kept; <see langword="null"/> if that is not needed.</param>
internal sealed class SignalCandidate(MatArray array, SampleBuffer? buffer, ProbingBuffer? probe) : IDisposable
{
    private const int ReadElements = 8192;
    private const int LongestSet = 4096;

    private readonly bool _isInEcg = SignalName.IsInEcg(array.Path) && !SignalName.IsResult(array.Path);

    private SampleBuffer? _buffer = buffer;

    /// <summary>The array.</summary>
    public MatArray Array => array;

    /// <summary>Its elements, if they are kept.</summary>
    public SampleBuffer? Buffer => _buffer;

    /// <summary>Whether it is named after the ECG or a lead.</summary>
    /// <remarks>The name of a lead, such as <c>mi</c>, is meaningful for a vector; for a matrix it means something else.</remarks>
    public bool IsNamedAfterEcg { get; } = ArrayShape.IsVector(array) ? SignalName.IsAfterEcg(array.Path) : SignalName.SpeaksOfEcg(array.Path);

    /// <summary>Whether it, or a struct around it, is named after the ECG: <c>ecg.wave</c> stands before <c>abp.wave</c>.</summary>
    public bool IsOfEcg => IsNamedAfterEcg || _isInEcg;

    /// <summary>Whether it is a vector with the name of one lead of several.</summary>
    public bool IsLead { get; } = ArrayShape.IsVector(array) && LeadVariableName.IsOneOfSeveral(SignalName.LastOf(array.Path));

    /// <summary>The kind of its series, once it has been read; <see langword="null"/> for a matrix.</summary>
    public SeriesProbe? Examine()
    {
        probe?.Finish();
        if (!ArrayShape.IsVector(array))
        {
            return null;
        }

        return probe is not null ? probe.Series : _buffer is null ? null : Probe(_buffer);
    }

    /// <summary>Why its values cannot be a signal, once it has been read and examined; <see langword="null"/> if they can.</summary>
    public string? WhyNoSignal()
    {
        if (!IsNamedAfterEcg && (probe?.Labels ?? ProbeForLabels()) is { AreLabels: true } labels)
        {
            return $"holds {labels.Distinct} whole numbers again and again: labels or a marker";
        }

        if (_buffer is not { Count: > 0 and <= LongestSet } elements || !ArrayShape.IsVector(array))
        {
            return null;
        }

        double[] values = Read(elements, 0, (int)elements.Count);
        return IsLinearPhaseFilter(values) ? "reads the same from both ends: the coefficients of a filter"
            : IsRanking(values) ? $"holds each number from 1 to {values.Length} once: a ranking"
            : null;
    }

    // Oppenheim and Schafer, "Discrete-Time Signal Processing", on generalised linear phase: FIR filters of types I to IV.
    private static bool IsLinearPhaseFilter(double[] values)
    {
        int sign = values[0] == -values[^1] && values[0] != 0 ? -1 : 1;
        for (int i = 0; i < values.Length / 2; i++)
        {
            // The design's rounding differs between the halves.
            if (!(Math.Abs(values[i] - (sign * values[^(i + 1)])) <= 1e-9 * Math.Abs(values[i])))
            {
                return false;
            }
        }

        return values.Distinct().Count() > 2;
    }

    private static bool IsRanking(double[] values)
    {
        bool[] isSeen = new bool[values.Length];
        foreach (double value in values)
        {
            if (!(value >= 1 && value <= values.Length) || value != Math.Truncate(value) || isSeen[(int)value - 1])
            {
                return false;
            }

            isSeen[(int)value - 1] = true;
        }

        return true;
    }

    /// <summary>Makes it the signal, which takes ownership of the buffer.</summary>
    /// <param name="issues">What is to be said about the choice.</param>
    public SelectedSignal Take(params IReadOnlyList<string> issues)
    {
        string name = SignalName.LastOf(array.Path).ToString();
        bool isLeadsName = ArrayShape.IsVector(array) && (LeadVariableName.IsLead(name) || LeadVariableName.IsOfAnotherSource(name));
        SignalDescription? description = isLeadsName ? new SignalDescription { LeadNames = [name] } : null;
        var signal = new SelectedSignal(array, _buffer!, issues, description);
        _buffer = null;
        return signal;
    }

    /// <summary>Releases the elements: another candidate is better.</summary>
    public void GiveUpBuffer()
    {
        _buffer?.Dispose();
        _buffer = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveUpBuffer();
        probe?.Buffer.Dispose();
    }

    private LabelProbe? ProbeForLabels()
    {
        if (_buffer is null)
        {
            return null;
        }

        var labels = new LabelProbe();
        for (long first = 0; first < _buffer.Count && labels.IsOpen; first += ReadElements)
        {
            labels.Add(Read(_buffer, first, (int)Math.Min(ReadElements, _buffer.Count - first)));
        }

        return labels;
    }

    private static SeriesProbe Probe(SampleBuffer buffer)
    {
        var probe = new SeriesProbe();
        for (long first = 0; first < buffer.Count && probe.IsOpen; first += ReadElements)
        {
            probe.Add(Read(buffer, first, (int)Math.Min(ReadElements, buffer.Count - first)));
        }

        return probe;
    }

    private static double[] Read(SampleBuffer buffer, long first, int count)
    {
        int size = buffer.Type.Size();
        byte[] bytes = new byte[count * size];
        buffer.ReadBytes(first * size, bytes);
        return ElementBytes.ToDoubles(bytes, buffer.Type);
    }
}
