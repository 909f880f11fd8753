using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ecg.Formats.Wfdb.Writing;

/// <summary>Writes an annotation file in MIT format, annot(5).</summary>
public static class WfdbAnnotationWriter
{
    private const int Skip = 59;
    private const int Num = 60;
    private const int Sub = 61;
    private const int Chn = 62;
    private const int Aux = 63;
    private const int LongestStep = 1023;
    private const int LongestText = 255;

    /// <summary>Writes annotations.</summary>
    /// <param name="output">The stream to write to.</param>
    /// <param name="annotations">The annotations, and the resolution of their times, where it is not the record's.</param>
    /// <exception cref="ArgumentException">A code is none that an annotation can have.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static void Write(Stream output, WfdbAnnotations annotations)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(annotations);
        if (annotations.Resolution is { } ticks)
        {
            WriteWord(output, WfdbAnnotationCode.Note, 0);
            WriteText(output, string.Create(CultureInfo.InvariantCulture, $"## time resolution: {ticks:R}"));
        }

        (long time, int channel, int number) = (0L, 0, 0);
        foreach (WfdbAnnotation annotation in annotations.Items)
        {
            WriteTime(output, annotation, ref time);
            WriteFields(output, annotation, channel, number);
            (channel, number) = (annotation.Channel, annotation.Number);
        }

        WriteWord(output, 0, 0);
    }

    // annot(5): ten bits of time with the code; a longer way, or one back, is a SKIP of 32 bits before it.
    private static void WriteTime(Stream output, WfdbAnnotation annotation, ref long time)
    {
        if (annotation.Code is < 1 or > WfdbAnnotationCode.Highest)
        {
            throw new ArgumentException($"{annotation.Code} is no code of an annotation.", nameof(annotation));
        }

        long step = annotation.Time - time;
        while (step is < 0 or > LongestStep)
        {
            int part = (int)Math.Clamp(step, int.MinValue, int.MaxValue);
            WriteWord(output, Skip, 0);
            WriteWord(output, part >> 26 & 0x3F, part >> 16 & 0x3FF);
            WriteWord(output, part >> 10 & 0x3F, part & 0x3FF);
            step -= part;
        }

        WriteWord(output, annotation.Code, (int)step);
        time = annotation.Time;
    }

    private static void WriteFields(Stream output, WfdbAnnotation annotation, int channel, int number)
    {
        if (annotation.Subtype != 0)
        {
            WriteWord(output, Sub, annotation.Subtype & 0xFF);
        }

        if (annotation.Channel != channel)
        {
            WriteWord(output, Chn, annotation.Channel);
        }

        if (annotation.Number != number)
        {
            WriteWord(output, Num, annotation.Number & 0xFF);
        }

        if (annotation.Text is { } text)
        {
            WriteText(output, text);
        }
    }

    private static void WriteText(Stream output, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = Math.Min(bytes.Length, LongestText);
        WriteWord(output, Aux, length);
        output.Write(bytes, 0, length);
        if (length % 2 == 1)
        {
            output.WriteByte(0);
        }
    }

    private static void WriteWord(Stream output, int code, int data)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(code << 10 | data));
        output.Write(bytes);
    }
}
