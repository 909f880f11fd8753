using Ecg.Lake.Parquet;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Parquet;

public sealed class DictionaryIndicesTests
{
    [TestCase(1000, 10)]
    [TestCase(1025, 11)]
    [TestCase(257, 9)]
    [TestCase(4500, 13)]
    [TestCase(256, 8)]
    public void Packs_spread_indices_in_the_fewest_bits(int values, int width)
    {
        ushort[] indices = [.. Enumerable.Range(0, 5003).Select(row => (ushort)(row * 7919 % values))];

        Assert.That(Unpack(indices, values, out int written), Is.EqualTo(indices));
        Assert.That(written, Is.EqualTo(width));
    }

    [Test]
    public void Leaves_whole_bytes_where_one_value_comes_again_and_again()
    {
        ushort[] indices = [.. Enumerable.Range(0, 5003).Select(row => row % 4 == 0 ? (ushort)(row % 1000) : (ushort)0)];

        Assert.That(Unpack(indices, 1000, out int written), Is.EqualTo(indices));
        Assert.That(written, Is.EqualTo(16));
    }

    [TestCase(8, true)]
    [TestCase(11, false)]
    [TestCase(16, true)]
    public void Compresses_whole_bytes_alone(int width, bool isCompressed) =>
        Assert.That(DictionaryIndices.CodecOf(width) == PageCodec.Zstd, Is.EqualTo(isCompressed));

    // Encodings.md: the width, the header of one bit-packed run, and the indices from the lowest bit on.
    private static ushort[] Unpack(ushort[] indices, int values, out int width)
    {
        using var page = new ByteBuffer();
        DictionaryIndices.Add(page, indices, DictionaryIndices.WidthOf(indices, values));
        byte[] bytes = page.Written.ToArray();
        width = bytes[0];
        int start = 1;
        while ((bytes[start] & 0x80) != 0)
        {
            start++;
        }

        int bits = width;
        Assert.That(bytes, Has.Length.EqualTo(start + 1 + ((indices.Length + 7) / 8 * bits)));
        return [.. Enumerable.Range(0, indices.Length).Select(row => (ushort)Enumerable.Range(0, bits).Sum(bit => Bit((row * bits) + bit) << bit))];

        int Bit(int place) => (bytes[start + 1 + (place / 8)] >> (place % 8)) & 1;
    }
}
