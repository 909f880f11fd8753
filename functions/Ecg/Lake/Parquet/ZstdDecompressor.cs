using System.Collections.Concurrent;

namespace Ecg.Lake.Parquet;

/// <summary>Decompresses pages with the library that <see cref="ZstdCompressor"/> compresses them with.</summary>
internal sealed class ZstdDecompressor : IDisposable
{
    private static readonly ConcurrentBag<ZstdDecompressor> Idle = [];

    private readonly ZstdNet.Decompressor? _native = ZstdCompressor.IsNativeThere ? new ZstdNet.Decompressor() : null;
    private readonly ZstdSharp.Decompressor? _managed = ZstdCompressor.IsNativeThere ? null : new ZstdSharp.Decompressor();

    /// <summary>Takes a decompressor, to be given back by the same caller: making one costs more than a small page does.</summary>
    public static ZstdDecompressor Rent() => Idle.TryTake(out ZstdDecompressor? decompressor) ? decompressor : new ZstdDecompressor();

    /// <summary>Gives a decompressor back.</summary>
    public static void Return(ZstdDecompressor decompressor) => Idle.Add(decompressor);

    /// <summary>Decompresses a page.</summary>
    /// <param name="compressed">The frame.</param>
    /// <param name="page">Takes the page, and is of just its size.</param>
    /// <exception cref="InvalidDataException">The frame is damaged, or the page has another size.</exception>
    public void Decompress(ReadOnlySpan<byte> compressed, Span<byte> page)
    {
        int size;
        try
        {
            size = _native is null ? _managed!.Unwrap(compressed, page) : _native.Unwrap(compressed, page, bufferSizePrecheck: false);
        }
        catch (Exception error) when (error is ZstdNet.ZstdException or ZstdSharp.ZstdException)
        {
            throw new InvalidDataException("A page of the Parquet file is damaged.", error);
        }

        if (size != page.Length)
        {
            throw new InvalidDataException("A page of the Parquet file has another size than its header says.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _native?.Dispose();
        _managed?.Dispose();
    }
}
