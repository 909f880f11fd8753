using System.Globalization;
using System.Text;
using Ecg.Formats.Mat;

namespace Ecg.Cli.Demo;

/// <summary>Writes the WFDB header of a recording, header(5).</summary>
internal static class HeaderWriter
{
    // A Level 4 matrix named val: five 4-byte integers and four bytes of name stand before the samples.
    private const int Level4SampleOffset = 24;
    private const string LittleEndian16 = "16";
    private const string BigEndian16 = "61";

    /// <summary>The header's text.</summary>
    /// <param name="recording">The recording, whose file is a Level 4 MAT-file.</param>
    /// <param name="leads">The stored samples of each lead.</param>
    public static string Write(DemoRecording recording, IReadOnlyList<short[]> leads)
    {
        var text = new StringBuilder();
        AppendRecordLine(text, recording, leads[0].Length);
        for (int lead = 0; lead < leads.Count; lead++)
        {
            AppendSignalLine(text, recording, recording.Leads[lead], leads[lead]);
        }

        AppendComments(text, recording);
        return text.ToString();
    }

    // header(5), "Record line": name, number of signals, frequency, number of samples, base time, base date.
    private static void AppendRecordLine(StringBuilder text, DemoRecording recording, int samples)
    {
        text.Append(CultureInfo.InvariantCulture, $"{recording.Name} {recording.Leads.Count} {recording.Model.SamplingRate} {samples}");
        if (recording.RecordedAt is { } at)
        {
            text.Append(' ').Append(at.ToString("HH:mm:ss dd/MM/yyyy", CultureInfo.InvariantCulture));
        }

        text.Append('\n');
    }

    // header(5), "Signal specification lines": file, format and byte offset, gain(baseline)/units, resolution, zero, initial
    // value, checksum, block size, description.
    private static void AppendSignalLine(StringBuilder text, DemoRecording recording, string lead, short[] samples)
    {
        string format = recording.IsBigEndian ? BigEndian16 : LittleEndian16;
        string offset = recording.Format == MatFormat.V4 ? $"+{Level4SampleOffset}" : string.Empty;
        text.Append(
            CultureInfo.InvariantCulture,
            $"{recording.Name}.mat {format}{offset} {recording.Gain}({recording.Baseline})/mV {recording.Resolution} {recording.Baseline} {samples[0]} {Checksum(samples)} 0 {lead}\n");
    }

    // The fields of the PhysioNet challenges' headers.
    private static void AppendComments(StringBuilder text, DemoRecording recording)
    {
        text.Append(CultureInfo.InvariantCulture, $"#Age: {recording.Age?.ToString(CultureInfo.InvariantCulture) ?? "Unknown"}\n");
        text.Append(CultureInfo.InvariantCulture, $"#Sex: {recording.Sex ?? "Unknown"}\n");
        text.Append(CultureInfo.InvariantCulture, $"#Dx: {(recording.Diagnoses.Count == 0 ? "Unknown" : string.Join(',', recording.Diagnoses))}\n");
        text.Append(CultureInfo.InvariantCulture, $"# synthetic: {recording.Description}\n");
    }

    // header(5): the 16-bit signed sum of all samples of the signal.
    private static short Checksum(short[] samples)
    {
        int sum = 0;
        foreach (short sample in samples)
        {
            sum += sample;
        }

        return unchecked((short)sum);
    }
}
