using System.Buffers.Binary;

namespace Ecg.Formats.Wfdb.Writing;

/// <summary>Writes the samples of a signal file, signal(5): those of one instant together, in the order of the header.</summary>
public static class WfdbSignalWriter
{
    /// <summary>Writes samples in one go: a group of samples that is not whole is filled up, as at the end of a file.</summary>
    /// <param name="output">The stream to write to.</param>
    /// <param name="format">16, 24, 32, 61, 80, 160, 212, 310 or 311.</param>
    /// <param name="samples">The samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The format is none of these, or a sample does not fit into it.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static void Write(Stream output, int format, ReadOnlySpan<int> samples)
    {
        ArgumentNullException.ThrowIfNull(output);
        (int bits, int group, int bytes) = format switch
        {
            80 => (8, 1, 1),
            16 or 61 or 160 => (16, 1, 2),
            24 => (24, 1, 3),
            32 => (32, 1, 4),
            212 => (12, 2, 3),
            310 or 311 => (10, 3, 4),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format that is written."),
        };
        Span<byte> packed = stackalloc byte[bytes];
        Span<int> whole = stackalloc int[group];
        for (int i = 0; i < samples.Length; i += group)
        {
            ReadOnlySpan<int> part = samples[i..Math.Min(i + group, samples.Length)];
            whole.Clear();
            part.CopyTo(whole);
            ThrowIfTooWide(whole, bits, format);
            Pack(format, whole, packed);
            output.Write(packed);
        }
    }

    private static void ThrowIfTooWide(ReadOnlySpan<int> samples, int bits, int format)
    {
        int highest = (int)((1L << (bits - 1)) - 1);
        foreach (int sample in samples)
        {
            if (sample > highest || sample < ~highest)
            {
                throw new ArgumentOutOfRangeException(nameof(samples), sample, $"Format {format} takes {~highest} to {highest}.");
            }
        }
    }

    private static void Pack(int format, ReadOnlySpan<int> samples, Span<byte> bytes)
    {
        switch (format)
        {
            case 80:
                bytes[0] = (byte)(samples[0] + 0x80);
                break;
            case 61:
                BinaryPrimitives.WriteInt16BigEndian(bytes, (short)samples[0]);
                break;
            case 160:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(samples[0] + 0x8000));
                break;
            case 212:
                bytes[0] = (byte)samples[0];
                bytes[1] = (byte)(((samples[0] >> 8) & 0xF) | (((samples[1] >> 8) & 0xF) << 4));
                bytes[2] = (byte)samples[1];
                break;
            case 310:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(((samples[0] & 0x3FF) << 1) | ((samples[2] & 0x1F) << 11)));
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)(((samples[1] & 0x3FF) << 1) | (((samples[2] >> 5) & 0x1F) << 11)));
                break;
            case 311:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (samples[0] & 0x3FF) | ((samples[1] & 0x3FF) << 10) | ((samples[2] & 0x3FF) << 20));
                break;
            default:
                WriteLittleEndian(samples[0], bytes);
                break;
        }
    }

    private static void WriteLittleEndian(int sample, Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(sample >> (8 * i));
        }
    }
}
