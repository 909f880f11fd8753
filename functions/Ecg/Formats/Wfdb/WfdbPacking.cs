using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ecg.Formats.Wfdb;

/// <summary>The packing of a format's samples in bytes, signal(5).</summary>
/// <param name="Format">The number of the format.</param>
/// <param name="Samples">The number of samples in the smallest group of whole bytes.</param>
/// <param name="Bytes">The number of bytes in such a group.</param>
internal readonly record struct WfdbPacking(int Format, int Samples, int Bytes)
{
    /// <summary>A number of samples that is a multiple of every format's group.</summary>
    public const int CommonMultiple = 6;

    /// <summary>Returns the packing of a format.</summary>
    /// <returns><see langword="null"/> for a format whose samples have no fixed position: the compressed ones, and 0.</returns>
    public static WfdbPacking? Of(int format) => format switch
    {
        8 or 80 => new(format, 1, 1),
        16 or 61 or 160 => new(format, 1, 2),
        24 => new(format, 1, 3),
        32 => new(format, 1, 4),
        212 => new(format, 2, 3),
        310 or 311 => new(format, 3, 4),
        _ => null,
    };

    /// <summary>Returns the number of bytes for a number of samples, including an incomplete group.</summary>
    public long BytesFor(long samples) => (samples / Samples * Bytes) + BytesOfPart((int)(samples % Samples));

    /// <summary>Returns the number of samples in a number of bytes.</summary>
    public long SamplesIn(long bytes)
    {
        int part = 0;
        while (part + 1 < Samples && BytesOfPart(part + 1) <= bytes % Bytes)
        {
            part++;
        }

        return (bytes / Bytes * Samples) + part;
    }

    /// <summary>Unpacks samples. Those of format 8 are returned as differences.</summary>
    /// <param name="bytes">As many bytes as <see cref="BytesFor"/> returns; whole groups, except the last.</param>
    /// <param name="samples">Receives the samples.</param>
    public void Unpack(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        switch (Format)
        {
            case 8:
                UnpackSigned8(bytes, samples);
                break;
            case 80:
                UnpackOffset8(bytes, samples);
                break;
            case 16:
                Unpack16(bytes, samples);
                break;
            case 61:
                UnpackBigEndian16(bytes, samples);
                break;
            case 160:
                UnpackOffset16(bytes, samples);
                break;
            case 24:
                Unpack24(bytes, samples);
                break;
            case 32:
                Unpack32(bytes, samples);
                break;
            case 212:
                Unpack212(bytes, samples);
                break;
            case 310:
                UnpackPart(bytes, samples, Unpack310(bytes, samples));
                break;
            default:
                UnpackPart(bytes, samples, Unpack311(bytes, samples));
                break;
        }
    }

    // The second of three samples of format 310 ends in the fourth byte, that of format 311 in the third.
    private int BytesOfPart(int samples) => (Format, samples) switch
    {
        (_, 0) => 0,
        (310, 2) => 4,
        (311, 2) => 3,
        (212 or 310 or 311, _) => 2,
        _ => Bytes,
    };

    private static void UnpackSigned8(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (sbyte)bytes[i];
        }
    }

    private static void UnpackOffset8(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = bytes[i] + sbyte.MinValue;
        }
    }

    private static void Unpack16(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
            }

            return;
        }

        ReadOnlySpan<short> shorts = MemoryMarshal.Cast<byte, short>(bytes)[..samples.Length];
        for (int i = 0; i < shorts.Length; i++)
        {
            samples[i] = shorts[i];
        }
    }

    private static void UnpackBigEndian16(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * i)..]);
        }
    }

    private static void UnpackOffset16(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) + short.MinValue;
        }
    }

    private static void Unpack24(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes.Slice(3 * i, 3);
            samples[i] = at[0] | (at[1] << 8) | ((sbyte)at[2] << 16);
        }
    }

    private static void Unpack32(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        MemoryMarshal.Cast<byte, int>(bytes)[..samples.Length].CopyTo(samples);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(samples, samples);
        }
    }

    private static void Unpack212(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        int pairs = samples.Length / 2;
        ReadOnlySpan<byte> groups = bytes[..(3 * pairs)];
        Span<int> places = samples[..(2 * pairs)];
        for (int from = 0, to = 0; from + 2 < groups.Length && to + 1 < places.Length; from += 3, to += 2)
        {
            byte middle = groups[from + 1];
            places[to] = SignExtend(groups[from] | (middle << 8), 12);
            places[to + 1] = SignExtend(groups[from + 2] | (middle >> 4 << 8), 12);
        }

        if (samples.Length % 2 == 1)
        {
            samples[^1] = SignExtend(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(3 * pairs)..]), 12);
        }
    }

    private static int Unpack310(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        int groups = samples.Length / 3;
        for (int i = 0; i < groups; i++)
        {
            ReadOnlySpan<byte> group = bytes.Slice(4 * i, 4);
            Span<int> triple = samples.Slice(3 * i, 3);
            (int first, int second) = (group[0] | (group[1] << 8), group[2] | (group[3] << 8));
            triple[0] = SignExtend(first >> 1, 10);
            triple[1] = SignExtend(second >> 1, 10);
            triple[2] = SignExtend((first >> 11) | (second >> 11 << 5), 10);
        }

        return groups;
    }

    private static int Unpack311(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        int groups = samples.Length / 3;
        for (int i = 0; i < groups; i++)
        {
            int word = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
            Span<int> triple = samples.Slice(3 * i, 3);
            triple[0] = SignExtend(word, 10);
            triple[1] = SignExtend(word >> 10, 10);
            triple[2] = SignExtend(word >> 20, 10);
        }

        return groups;
    }

    // The last group may be incomplete.
    private void UnpackPart(ReadOnlySpan<byte> bytes, Span<int> samples, int groups)
    {
        Span<int> left = samples[(groups * Samples)..];
        if (left.IsEmpty)
        {
            return;
        }

        Span<byte> group = stackalloc byte[Bytes];
        Span<int> whole = stackalloc int[Samples];
        group.Clear();
        bytes[(groups * Bytes)..].CopyTo(group);
        Unpack(group, whole);
        whole[..left.Length].CopyTo(left);
    }

    private static int SignExtend(int value, int bits) => value << (32 - bits) >> (32 - bits);
}
