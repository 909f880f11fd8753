using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Compresses pages with zstd: with the native library where it is available, otherwise with its managed
/// port. Both have the same version and write the same bytes, which repeated conversions rely on.
/// </summary>
internal sealed partial class ZstdCompressor : IDisposable
{
    // On ECGs, level 3 takes a third longer and saves at most two percent.
    private const int Level = 1;

    // 1.5.7 in the form of ZSTD_versionNumber: ZstdSharp.Port 0.8.8 is its translation.
    private const uint Version = 10507;

    private static readonly ConcurrentBag<ZstdCompressor> Idle = [];

    private readonly ZstdNet.Compressor? _native;
    private readonly ZstdSharp.Compressor? _managed;

    /// <summary>Creates a compressor.</summary>
    /// <param name="isNative">Whether to use the native library, which requires <see cref="IsNativeThere"/>.</param>
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

    /// <summary>Whether the native library can be loaded and has the right version; not on musl, nor with glibc before 2.34.</summary>
    public static bool IsNativeThere { get; } = FindNative();

    /// <summary>Rents a compressor, which the caller must return: creating one costs more than compressing a small page.</summary>
    public static ZstdCompressor Rent() => Idle.TryTake(out ZstdCompressor? compressor) ? compressor : new ZstdCompressor(IsNativeThere);

    /// <summary>Returns a compressor.</summary>
    public static void Return(ZstdCompressor compressor) => Idle.Add(compressor);

    /// <summary>Returns the maximum size of a compressed page of <paramref name="length"/> bytes.</summary>
    public static int BoundOf(int length) => ZstdSharp.Compressor.GetCompressBound(length);

    /// <summary>Compresses a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="destination">Receives the frame; at least <see cref="BoundOf"/> bytes.</param>
    /// <returns>The size of the frame.</returns>
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
