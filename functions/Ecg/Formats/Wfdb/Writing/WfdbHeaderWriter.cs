using System.Globalization;
using System.Text;

namespace Ecg.Formats.Wfdb.Writing;

/// <summary>Writes the header of a record, header(5).</summary>
public static class WfdbHeaderWriter
{
    /// <summary>The header's text, a line feed after each line.</summary>
    /// <param name="header">
    /// The header, of an ordinary or of a multi-segment record. Without a sampling frequency the record line has nothing that
    /// would have to stand behind it: no number of samples, no time, no date.
    /// </param>
    public static string Write(WfdbHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var text = new StringBuilder();
        AppendRecordLine(text, header);
        foreach (WfdbSegment segment in header.Segments)
        {
            text.Append(CultureInfo.InvariantCulture, $"{segment.RecordName} {segment.SampleCount}\n");
        }

        foreach (WfdbSignal signal in header.Signals)
        {
            AppendSignalLine(text, signal);
        }

        foreach (string comment in header.Comments)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {comment}\n");
        }

        return text.ToString();
    }

    // header(5), "Record line": each field needs all before it.
    private static void AppendRecordLine(StringBuilder text, WfdbHeader header)
    {
        text.Append(header.RecordName);
        if (header.Segments.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"/{header.Segments.Count}");
        }

        text.Append(CultureInfo.InvariantCulture, $" {(header.Segments.Count > 0 ? header.SignalCount : header.Signals.Count)}");
        if (!header.HasSamplingFrequency)
        {
            text.Append('\n');
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $" {header.SamplingFrequency:R}");
        if (header.CounterFrequency != header.SamplingFrequency || header.BaseCounter != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"/{header.CounterFrequency:R}({header.BaseCounter:R})");
        }

        text.Append(CultureInfo.InvariantCulture, $" {header.SampleCount ?? 0}");
        if (header.BaseTime is { } time)
        {
            text.Append(time.ToString(" HH:mm:ss.FFF", CultureInfo.InvariantCulture));
            text.Append(header.BaseDate?.ToString(" dd'/'MM'/'yyyy", CultureInfo.InvariantCulture));
        }

        text.Append('\n');
    }

    // header(5), "Signal specification lines".
    private static void AppendSignalLine(StringBuilder text, WfdbSignal signal)
    {
        text.Append(CultureInfo.InvariantCulture, $"{signal.FileName} {signal.Format}");
        text.Append(signal.SamplesPerFrame > 1 ? string.Create(CultureInfo.InvariantCulture, $"x{signal.SamplesPerFrame}") : "");
        text.Append(signal.Skew > 0 ? string.Create(CultureInfo.InvariantCulture, $":{signal.Skew}") : "");
        text.Append(signal.ByteOffset > 0 ? string.Create(CultureInfo.InvariantCulture, $"+{signal.ByteOffset}") : "");
        text.Append(
            CultureInfo.InvariantCulture,
            $" {(signal.IsCalibrated ? signal.Gain : 0):R}({signal.Baseline})/{signal.Units} {(signal.HasAdcResolution ? signal.AdcResolution : 0)} {signal.AdcZero} {signal.InitialValue ?? signal.AdcZero} {signal.Checksum ?? 0} {signal.BlockSize}");
        text.Append(signal.Description is null ? "" : $" {signal.Description}");
        text.Append('\n');
    }
}
