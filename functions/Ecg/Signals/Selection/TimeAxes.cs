using System.Text.RegularExpressions;
using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>Collects the time axes of a file while it is read.</summary>
internal sealed partial class TimeAxes : IDisposable
{
    // One of many trials is enough to determine the rate.
    private const int Most = 16;

    private readonly List<TimeAxis> _axes = [];
    private MatArray? _array;
    private ProbingBuffer? _probe;

    /// <summary>The axes that rise in equal steps.</summary>
    public IReadOnlyList<TimeAxis> All => _axes;

    /// <summary>Examines an array that is an axis by its name.</summary>
    /// <returns>The buffer for its elements; <see langword="null"/> if they are not needed.</returns>
    public SampleBuffer? Offer(MatArray array)
    {
        if (_axes.Count == Most || !ArrayShape.IsVector(array) || array.ElementCount < ArrayShape.FewestSamples)
        {
            return null;
        }

        (_array, _probe) = (array, new ProbingBuffer(array.StorageType));
        return _probe.Buffer;
    }

    /// <summary>Records the kind of the last array, once it has been read.</summary>
    public void Settle()
    {
        _probe?.Finish();
        if (_array is { } array && _probe is { } probe && Of(array, probe.Series) is { } axis)
        {
            Add(axis);
        }

        (_array, _probe) = (null, null);
    }

    /// <summary>Adds an axis that was found in another way.</summary>
    public void Add(TimeAxis axis)
    {
        if (_axes.Count < Most)
        {
            _axes.Add(axis);
        }
    }

    /// <summary>Returns the axis that a vector with equal steps is; <see langword="null"/> if it is not one.</summary>
    public static TimeAxis? Of(MatArray array, SeriesProbe probe)
    {
        if (probe.Kind != SeriesKind.Ramp || probe.Count != array.ElementCount)
        {
            return null;
        }

        ReadOnlySpan<char> name = SignalName.LastOf(array.Path);
        double scale = Milliseconds().IsMatch(name) ? 1e-3 : Microseconds().IsMatch(name) ? 1e-6 : 1;
        return new TimeAxis(array.Path, probe.Count, Frequency().IsMatch(name) ? null : probe.Rate(scale));
    }

    /// <inheritdoc/>
    public void Dispose() => _probe?.Buffer.Dispose();

    [GeneratedRegex("(_|^t?|time)(ms|msec|milli.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Milliseconds();

    [GeneratedRegex("(_|^t?|time)(us|usec|micro.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Microseconds();

    [GeneratedRegex("^(f|ff|w|hz|freq.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Frequency();
}
