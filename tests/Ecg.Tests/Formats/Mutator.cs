using System.Buffers.Binary;

namespace Ecg.Tests.Formats;

/// <summary>Damages files as transfers, disks and attackers do.</summary>
internal static class Mutator
{
    private static readonly byte[] BoundaryBytes = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    private static readonly uint[] ExtremeFields =
    [
        0, 1, 2, 7, 8, 0x7F, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x10001, 0x00FFFFFF, 0x3FFFFFFF, 0x40000000,
        0x7FFFFFF8, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFF0, 0xFFFFFFF8, 0xFFFFFFFE, 0xFFFFFFFF,
    ];

    /// <summary>A copy with one to three damages.</summary>
    public static byte[] Mutate(byte[] seed, Random random)
    {
        byte[] bytes = seed.ToArray();
        for (int count = random.Next(1, 4); count > 0 && bytes.Length > 0; count--)
        {
            bytes = MutateOnce(bytes, random);
        }

        return bytes;
    }

    private static byte[] MutateOnce(byte[] bytes, Random random)
    {
        switch (random.Next(10))
        {
            case 0 or 1:
                bytes[Place(bytes, random)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                bytes[Place(bytes, random)] = BoundaryBytes[random.Next(BoundaryBytes.Length)];
                return bytes;
            case 3 or 4:
                OverwriteField(bytes, random, _ => ExtremeFields[random.Next(ExtremeFields.Length)]);
                return bytes;
            case 5:
                OverwriteField(bytes, random, field => field + (uint)random.Next(-9, 10));
                return bytes;
            case 6:
                return bytes[..random.Next(bytes.Length)];
            case 7:
                {
                    (int start, int end) = Range(bytes, random);
                    return [.. bytes[..end], .. bytes[start..]];
                }

            case 8:
                {
                    (int start, int end) = Range(bytes, random);
                    return [.. bytes[..start], .. bytes[end..]];
                }

            default:
                {
                    (int start, int end) = Range(bytes, random);
                    int target = random.Next(bytes.Length);
                    bytes.AsSpan(start, Math.Min(end - start, bytes.Length - target)).ToArray().CopyTo(bytes, target);
                    return bytes;
                }
        }
    }

    // The headers stand at the front, where a byte decides more than a sample does.
    private static int Place(byte[] bytes, Random random) =>
        random.Next(2) == 0 ? random.Next(Math.Min(bytes.Length, 256)) : random.Next(bytes.Length);

    private static (int Start, int End) Range(byte[] bytes, Random random)
    {
        int start = Place(bytes, random);
        int length = random.Next(1, Math.Min(bytes.Length - start, random.Next(2) == 0 ? 16 : 4096) + 1);
        return (start, start + length);
    }

    private static void OverwriteField(byte[] bytes, Random random, Func<uint, uint> change)
    {
        int place = Place(bytes, random) & ~3;
        if (place + sizeof(uint) > bytes.Length)
        {
            return;
        }

        Span<byte> field = bytes.AsSpan(place);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(field, change(BinaryPrimitives.ReadUInt32LittleEndian(field)));
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(field, change(BinaryPrimitives.ReadUInt32BigEndian(field)));
        }
    }
}
