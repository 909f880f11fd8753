using System.Buffers.Binary;

namespace Ecg.Formats.Mat.Writing;

/// <summary>Converts a Level 4 MAT-file with one 16-bit matrix to the form that a big-endian machine writes.</summary>
internal static class BigEndianLevel4
{
    // MAT-File Format, "Level 4 MAT-File Format": type, mrows, ncols, imagf, namlen; M = 1 in the type's thousands is big-endian.
    private const int HeaderSize = 20;
    private const int NameLengthAt = 16;
    private const int BigEndianType = 1000;

    /// <summary>Converts the file in place.</summary>
    public static void Turn(Span<byte> file)
    {
        int type = BinaryPrimitives.ReadInt32LittleEndian(file);
        int samplesAt = HeaderSize + BinaryPrimitives.ReadInt32LittleEndian(file[NameLengthAt..]);
        BinaryPrimitives.WriteInt32LittleEndian(file, type + BigEndianType);
        for (int field = 0; field < HeaderSize; field += sizeof(int))
        {
            file.Slice(field, sizeof(int)).Reverse();
        }

        for (int sample = samplesAt; sample < file.Length; sample += sizeof(short))
        {
            file.Slice(sample, sizeof(short)).Reverse();
        }
    }
}
