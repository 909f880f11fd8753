using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Compresses pages with zstd: by the native library where the machine has the one that comes along, else by its managed
/// port. Both are of one version and write the same bytes, on which a second delivery relies.
/// </summary>
internal sealed partial class ZstdCompressor : IDisposable
{
    // On ECG, level 3 takes a third longer and saves at most two percent.
    private const int Level = 1;

    // 1.5.7, as ZSTD_versionNumber gives it: ZstdSharp.Port 0.8.8 is its translation.
    private const uint Version = 10507;

    private static readonly ConcurrentBag<ZstdCompressor> Idle = [];

    private readonly ZstdNet.Compressor? _native;
    private readonly ZstdSharp.Compressor? _managed;

    /// <summary>Creates a compressor.</summary>
    /// <param name="isNative">Whether it is the native library's, which <see cref="IsNativeThere"/> must allow.</param>
    public ZstdCompressor(bool isNative)
    {
        if (isNative)
        {
            _native = new ZstdNet.Compressor(new ZstdNet.CompressionOptions(Level));
        }
        else
        {
            _managed = new ZstdSharp.Compressor(Level);
        }
    }

    /// <summary>Whether the native library can be loaded and is of the right version; not on musl, nor where glibc is older than 2.34.</summary>
    public static bool IsNativeThere { get; } = FindNative();

    /// <summary>Takes a compressor, to be given back by the same caller: making one costs more than a small page does.</summary>
    public static ZstdCompressor Rent() => Idle.TryTake(out ZstdCompressor? compressor) ? compressor : new ZstdCompressor(IsNativeThere);

    /// <summary>Gives a compressor back.</summary>
    public static void Return(ZstdCompressor compressor) => Idle.Add(compressor);

    /// <summary>The most bytes that a page of <paramref name="length"/> bytes is compressed to.</summary>
    public static int BoundOf(int length) => ZstdSharp.Compressor.GetCompressBound(length);

    /// <summary>Compresses a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="destination">Takes the frame; of <see cref="BoundOf"/> bytes at least.</param>
    /// <returns>The frame's size.</returns>
    public int Compress(ReadOnlySpan<byte> page, Span<byte> destination) =>
        _native is null ? _managed!.Wrap(page, destination) : _native.Wrap(page, destination);

    /// <inheritdoc/>
    public void Dispose()
    {
        _native?.Dispose();
        _managed?.Dispose();
    }

    private static bool FindNative()
    {
        try
        {
            return VersionNumber() == Version;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }

    [LibraryImport("libzstd", EntryPoint = "ZSTD_versionNumber")]
    private static partial uint VersionNumber();
}
