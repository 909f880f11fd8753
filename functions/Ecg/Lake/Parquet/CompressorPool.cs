using System.Collections.Concurrent;
using ZstdSharp;

namespace Ecg.Lake.Parquet;

/// <summary>zstd compressors between uses: making one costs more than a small page does.</summary>
internal static class CompressorPool
{
    // On ECG, level 3 takes a tenth longer and saves less than one percent.
    private const int Level = 1;

    private static readonly ConcurrentBag<Compressor> Idle = [];

    /// <summary>Takes a compressor, to be given back by the same caller.</summary>
    public static Compressor Rent() => Idle.TryTake(out Compressor? compressor) ? compressor : new Compressor(Level);

    /// <summary>Gives a compressor back.</summary>
    public static void Return(Compressor compressor) => Idle.Add(compressor);
}
