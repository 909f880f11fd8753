using Ecg.Formats.Hdf5;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Hdf5;

/// <summary>The values of lookup3 are those that its author published with it.</summary>
public sealed class Hdf5ChecksumTests
{
    [Test]
    public void Lookup3_of_nothing_is_its_start_value() =>
        Assert.That(Hdf5Checksum.Lookup3([]), Is.EqualTo(0xDEADBEEF));

    [Test]
    public void Lookup3_gives_the_published_value_of_a_sentence() =>
        Assert.That(Hdf5Checksum.Lookup3("Four score and seven years ago"u8), Is.EqualTo(0x17770551));

    // 0x0102 and 0x0304: the sums are 0x0406 and 0x0102 + 0x0406.
    [Test]
    public void Fletcher32_sums_words_with_their_high_byte_first() =>
        Assert.That(Fletcher32([1, 2, 3, 4]), Is.EqualTo(0x05080406));

    [Test]
    public void Fletcher32_takes_an_odd_byte_as_the_high_byte_of_a_word() =>
        Assert.That(Fletcher32([1]), Is.EqualTo(0x01000100));

    // A sum of 65535 in ones' complement stays as it is, however many words there are.
    [Test]
    public void Fletcher32_does_not_overflow()
    {
        byte[] bytes = new byte[2 * 100_000];
        Array.Fill(bytes, (byte)0xFF);

        Assert.That(Fletcher32(bytes), Is.EqualTo(0xFFFFFFFF));
    }

    [Test]
    public void Fletcher32_comes_to_the_same_in_pieces()
    {
        byte[] bytes = new byte[10_001];
        new Random(1).NextBytes(bytes);
        var sum = new Hdf5Fletcher32();
        sum.Add(bytes.AsSpan(0, 4000));
        sum.Add(bytes.AsSpan(4000));

        Assert.That(sum.Value, Is.EqualTo(Fletcher32(bytes)));
    }

    private static uint Fletcher32(ReadOnlySpan<byte> bytes)
    {
        var sum = new Hdf5Fletcher32();
        sum.Add(bytes);
        return sum.Value;
    }
}
