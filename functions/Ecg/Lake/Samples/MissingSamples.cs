using System.Buffers;

namespace Ecg.Lake.Samples;

/// <summary>Separates the present samples of a block from the missing ones, and optionally fills gaps.</summary>
/// <typeparam name="T">The type of the stored samples.</typeparam>
/// <param name="rows">The maximum number of samples in a block.</param>
/// <param name="fill">Whether missing samples are filled with the previous value; before the first value there is none.</param>
/// <param name="isMissing">Returns whether a stored value is a missing sample.</param>
internal sealed class MissingSamples<T>(int rows, bool fill, Predicate<T> isMissing) : IDisposable
    where T : struct
{
    private byte[] _present = [];
    private T? _last;

    /// <summary>Moves the present samples of a block together, in order.</summary>
    /// <param name="samples">The block that follows the block of the previous call; it is changed.</param>
    /// <param name="missing">An upper bound of the number of missing samples; 0 if none is missing.</param>
    /// <param name="present">
    /// One bit per sample of the block, low bits first, set if the sample is present; empty if all are. Valid until the
    /// next call.
    /// </param>
    /// <returns>The present samples.</returns>
    public Span<T> Sift(Span<T> samples, long missing, out ReadOnlySpan<byte> present)
    {
        present = [];
        if (missing > 0 && fill)
        {
            missing = Fill(samples);
        }

        if (fill)
        {
            _last = missing < samples.Length ? samples[^1] : _last;
        }

        return missing > 0 ? Sift(samples, out present) : samples;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_present.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_present);
            _present = [];
        }
    }

    // The samples that remain missing at the start of the lead, with no value before them.
    private int Fill(Span<T> samples)
    {
        int left = 0;
        T? last = _last;
        foreach (ref T sample in samples)
        {
            if (!isMissing(sample))
            {
                last = sample;
            }
            else if (last is { } value)
            {
                sample = value;
            }
            else
            {
                left++;
            }
        }

        return left;
    }

    private Span<T> Sift(Span<T> samples, out ReadOnlySpan<byte> present)
    {
        if (_present.Length == 0)
        {
            _present = ArrayPool<byte>.Shared.Rent((rows + 7) / 8);
        }

        Span<byte> bits = _present.AsSpan(0, (samples.Length + 7) / 8);
        bits.Clear();
        int count = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            if (!isMissing(samples[i]))
            {
                bits[i >> 3] |= (byte)(1 << (i & 7));
                samples[count++] = samples[i];
            }
        }

        present = count < samples.Length ? bits : [];
        return samples[..count];
    }
}
