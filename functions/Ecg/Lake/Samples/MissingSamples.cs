using System.Buffers;

namespace Ecg.Lake.Samples;

/// <summary>Tells the samples of a block that are there from those that are missing, and fills where that is asked for.</summary>
/// <typeparam name="T">The type of the stored samples.</typeparam>
/// <param name="rows">The most samples that a block has.</param>
/// <param name="fill">Whether a missing sample takes the value of the one before it; before the first one there is none.</param>
/// <param name="isMissing">Whether a stored value is no sample.</param>
internal sealed class MissingSamples<T>(int rows, bool fill, Predicate<T> isMissing) : IDisposable
    where T : struct
{
    private byte[] _present = [];
    private T? _last;

    /// <summary>Puts the samples of a block that are there side by side, in their order.</summary>
    /// <param name="samples">The block, the one after the block of the last call; changed.</param>
    /// <param name="missing">How many of its samples are missing at the most; 0 where it is known that none is.</param>
    /// <param name="present">
    /// A bit for each sample of the block, low bits first, that tells whether it is there; empty where all are. Valid until the
    /// next call.
    /// </param>
    /// <returns>The samples that are there.</returns>
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

    // How many are left at the start of the lead, with no sample before them.
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
