using Ecg.Lake.Parquet;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Parquet;

public sealed class ZstdCompressorTests
{
    // Around the powers of two: where zstd changes its tables, and where a page takes a second block.
    private static readonly int[] Sizes = [0, 1, .. Enumerable.Range(3, 18).SelectMany(power => new[] { (1 << power) - 1, 1 << power, (1 << power) + 1 })];

    [Test]
    public void Writes_the_same_bytes_with_the_native_library_and_the_managed_port()
    {
        if (!ZstdCompressor.IsNativeThere)
        {
            Assert.Ignore("The native library is not there: on musl, or with glibc before 2.34.");
        }

        using var native = new ZstdCompressor(isNative: true);
        using var managed = new ZstdCompressor(isNative: false);
        Assert.Multiple(() =>
        {
            foreach (int size in Sizes)
            {
                foreach ((string name, byte[] page) in new[] { ("noise", Noise(size)), ("a slow wave with noise", Wave(size)), ("zeros", new byte[size]) })
                {
                    Assert.That(Compress(native, page), Is.EqualTo(Compress(managed, page)), $"{size} bytes of {name}");
                }
            }
        });
    }

    private static byte[] Compress(ZstdCompressor compressor, byte[] page)
    {
        byte[] frame = new byte[ZstdCompressor.BoundOf(page.Length)];
        return frame[..compressor.Compress(page, frame)];
    }

    private static byte[] Noise(int size)
    {
        byte[] page = new byte[size];
        new Random(size).NextBytes(page);
        return page;
    }

    // Indices of a lead's values, as pages of samples have them.
    private static byte[] Wave(int size)
    {
        var random = new Random(size);
        byte[] page = new byte[size];
        for (int i = 0; i < size; i++)
        {
            int index = (int)(1000 + (900 * Math.Sin(i / 300.0)) + random.Next(4));
            page[i] = (byte)(i % 2 == 0 ? index : index >> 8);
        }

        return page;
    }
}
