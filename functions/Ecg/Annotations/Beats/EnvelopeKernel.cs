using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Annotations.Beats;

/// <summary>
/// The envelope of the QRS band: the magnitude of the signal filtered by a complex Gabor wavelet, a pair of filters in
/// quadrature. It has one peak to a QRS complex, whatever its polarity and shape (Nygårds and Sörnmo, "Delineation of the
/// QRS complex using the envelope of the e.c.g.", Med. Biol. Eng. Comput. 21, 1983).
/// </summary>
internal sealed class EnvelopeKernel
{
    private const double Deviations = 3;

    private readonly float[] _even;
    private readonly float[] _odd;

    /// <summary>
    /// Designs the filters for a sampling rate. The envelope of a constant signal and of a linear slope is 0, and a sine in the middle
    /// of the band has its amplitude as envelope.
    /// </summary>
    public EnvelopeKernel(double rate, double centre, double width)
    {
        Reach = (int)Math.Ceiling(Deviations * width * rate);
        _even = new float[Reach + 1];
        _odd = new float[Reach + 1];
        double[] window = new double[Reach + 1];
        double area = 0, cosine = 0, slope = 0, squares = 0;
        for (int i = 0; i <= Reach; i++)
        {
            double time = i / rate;
            int sides = i == 0 ? 1 : 2;
            window[i] = Math.Exp(-time * time / (2 * width * width));
            area += sides * window[i];
            cosine += sides * window[i] * Math.Cos(2 * Math.PI * centre * time);
            slope += window[i] * i * Math.Sin(2 * Math.PI * centre * time);
            squares += window[i] * i * i;
        }

        for (int i = 0; i <= Reach; i++)
        {
            double phase = 2 * Math.PI * centre * i / rate;
            _even[i] = (float)(2 * window[i] * (Math.Cos(phase) - (cosine / area)) / area);
            _odd[i] = (float)(2 * window[i] * (Math.Sin(phase) - (slope / squares * i)) / area);
        }
    }

    /// <summary>The number of samples on either side that the envelope of one depends on.</summary>
    public int Reach { get; }

    /// <summary>Computes the envelope.</summary>
    /// <param name="signal">The signal, with <see cref="Reach"/> more samples at either end.</param>
    /// <param name="envelope">Receives the envelope; its length is a multiple of 8.</param>
    public void Apply(ReadOnlySpan<float> signal, Span<float> envelope)
    {
        ref float middle = ref MemoryMarshal.GetReference(signal[Reach..]);
        ref float target = ref MemoryMarshal.GetReference(envelope);
        for (int at = 0; at + Vector256<float>.Count <= envelope.Length; at += Vector256<float>.Count)
        {
            Vector256<float> even = Vector256.LoadUnsafe(ref middle, (nuint)at) * _even[0];
            Vector256<float> odd = Vector256<float>.Zero;
            for (int i = 1; i < _even.Length; i++)
            {
                var before = Vector256.LoadUnsafe(ref System.Runtime.CompilerServices.Unsafe.Add(ref middle, at - i));
                var after = Vector256.LoadUnsafe(ref middle, (nuint)(at + i));
                even += (after + before) * _even[i];
                odd += (after - before) * _odd[i];
            }

            Vector256.Sqrt((even * even) + (odd * odd)).StoreUnsafe(ref target, (nuint)at);
        }
    }
}
