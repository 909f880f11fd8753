using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Annotations.Beats;

/// <summary>
/// Takes the spikes of a pacemaker out of a lead, so that a beat is where the heart answers. A pulse lasts 0.1 to 2 ms (ANSI/AAMI EC11),
/// a sample or two; it rises and falls within 4 ms, of which a QRS complex takes but the tip.
/// </summary>
internal sealed class SpikeFilter
{
    private const double SpikeSeconds = 0.004;

    // With fewer samples a second a narrow QRS complex is as short.
    private const double LowestSamplingRate = 200;

    // What a spike is compared with lies so many times as far from it as its own feet.
    private const int Far = 4;

    // The part of the height above what is further off that it has above its feet.
    private const float Share = 0.75f;

    // Two pulses a beat at 120 beats a minute make four in a second, and the reach at its ends. More is noise.
    private const int MostSpikes = 5;

    private readonly int _width;

    // The samples of the spikes that were found last.
    private readonly List<int> _found = [];

    /// <summary>Prepares the filter for a sampling rate.</summary>
    public SpikeFilter(double samplingRate) =>
        _width = samplingRate >= LowestSamplingRate ? (int)Math.Ceiling(SpikeSeconds * samplingRate) : 0;

    /// <summary>How many samples either side of one decide whether it is a spike's.</summary>
    public int Reach => Far * _width;

    /// <summary>Draws a line in the place of each spike of about a second; where there are too many they are noise, and stay.</summary>
    /// <param name="samples">The samples, with <see cref="Reach"/> more at either end.</param>
    /// <param name="least">The least height of a spike.</param>
    public void Remove(Span<float> samples, float least)
    {
        if (_width == 0 || !HasSteep(samples, least))
        {
            return;
        }

        _found.Clear();
        int spikes = 0;
        for (int i = Reach; i < samples.Length - Reach; i++)
        {
            if (AreLevel(samples, i, least))
            {
                i += Vector256<float>.Count - 1;
                continue;
            }

            if (!IsSpike(samples, i, least))
            {
                continue;
            }

            spikes += _found.Count == 0 || i > _found[^1] + _width ? 1 : 0;
            if (spikes > MostSpikes)
            {
                return;
            }

            _found.Add(i);
        }

        foreach (int at in _found)
        {
            samples[at] = (samples[at - _width] + samples[at + _width]) / 2;
        }
    }

    // Whether none of the next samples stands out. A segment with a QRS complex has but few that do.
    private bool AreLevel(Span<float> samples, int at, float least) =>
        at + Vector256<float>.Count <= samples.Length - Reach
        && Vector256.LessThanOrEqualAll(Heights(ref MemoryMarshal.GetReference(samples), at), Vector256.Create(least));

    private bool IsSpike(Span<float> samples, int at, float least)
    {
        float near = Height(samples, at, _width);
        return near > least && near > Share * Height(samples, at, Reach);
    }

    // How far a sample stands above, or below, both of those at a distance; 0 where it is between them.
    private static float Height(Span<float> samples, int at, int distance)
    {
        float before = samples[at] - samples[at - distance];
        float behind = samples[at] - samples[at + distance];
        return before * behind > 0 ? Math.Min(Math.Abs(before), Math.Abs(behind)) : 0;
    }

    private bool HasSteep(Span<float> samples, float least)
    {
        ref float first = ref MemoryMarshal.GetReference(samples);
        var limit = Vector256.Create(least);
        int last = samples.Length - Reach - Vector256<float>.Count;
        for (int at = Reach; at <= last; at += Vector256<float>.Count)
        {
            if (Vector256.GreaterThanAny(Heights(ref first, at), limit))
            {
                return true;
            }
        }

        // The last ones, some of them twice. Fewer than a vector holds are looked at one by one.
        return last < Reach || Vector256.GreaterThanAny(Heights(ref first, last), limit);
    }

    // A missing sample makes those beside it anything but a spike, so it does not matter which operand an instruction returns for NaN.
    private Vector256<float> Heights(ref float first, int at)
    {
        var here = Vector256.LoadUnsafe(ref first, (nuint)at);
        Vector256<float> before = here - Vector256.LoadUnsafe(ref first, (nuint)(at - _width));
        Vector256<float> behind = here - Vector256.LoadUnsafe(ref first, (nuint)(at + _width));
        return Vector256.MaxNative(Vector256.MinNative(before, behind), -Vector256.MaxNative(before, behind));
    }
}
