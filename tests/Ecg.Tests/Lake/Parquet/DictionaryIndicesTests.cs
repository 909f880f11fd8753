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

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(12)]
    public void Packs_a_last_group_that_is_not_full(int rows)
    {
        foreach (int values in (int[])[200, 300, 60_000])
        {
            ushort[] indices = [.. Enumerable.Range(0, rows).Select(row => (ushort)(values - 1 - row))];

            Assert.That(Unpack(indices, values, out _), Is.EqualTo(indices), $"{values} values");
        }
    }

    [TestCase(256, 0, true)]
    [TestCase(2000, 5000, false)]
    [TestCase(2000, 5_000_000, true)]
    public void Compresses_whole_bytes_alone(int values, int agreements, bool isCompressed)
    {
        var indices = new DictionaryIndices(new ushort[5000], new ushort[DictionaryIndices.Codes], values, (ulong)agreements);

        Assert.That(indices.Codec == PageCodec.Zstd, Is.EqualTo(isCompressed));
    }

    // Encodings.md: the width, the header of one bit-packed run, and the indices from the lowest bit on.
    private static ushort[] Unpack(ushort[] indices, int values, out int width)
    {
        // Codes count down, so that a code taken for its index would be seen.
        ushort[] indexOfCode = [.. Enumerable.Range(0, DictionaryIndices.Codes).Select(code => (ushort)(ushort.MaxValue - code))];
        ushort[] codes = [.. indices.Select(index => (ushort)(ushort.MaxValue - index))];
        ulong agreements = (ulong)indices.GroupBy(index => index).Sum(group => (long)group.Count() * group.Count());
        using var page = new ByteBuffer();
        new DictionaryIndices(codes, indexOfCode, values, agreements).AddTo(page);
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
