using System.Numerics;

namespace Ecg.Cli.Demo;

/// <summary>
/// Pseudo-random numbers by xoshiro256** (Blackman and Vigna 2021), seeded by SplitMix64. Unlike those of
/// <see cref="Random"/> they are the same on every version of .NET, and so are the recordings made from them.
/// </summary>
internal sealed class RandomSource
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Creates a source.</summary>
    /// <param name="seed">Each seed gives its own sequence.</param>
    public RandomSource(long seed)
    {
        ulong state = (ulong)seed;
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 to below 1, each of 2^53 equally likely.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A number from <paramref name="min"/> to below <paramref name="max"/>.</summary>
    public double NextBetween(double min, double max) => min + ((max - min) * NextUnit());

    /// <summary>A number of the standard normal distribution, by Box and Muller's method.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
