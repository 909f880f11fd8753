using System.Globalization;
using System.Text.RegularExpressions;

namespace Ecg.Formats.Wfdb;

/// <summary>
/// The <c>.info</c> file that PhysioBank ATM, PhysioNet's former viewer, wrote beside an exported MAT-file: the sampling
/// frequency, and for each row of <c>val</c> the name, gain, base and unit. "To convert from raw units to the physical units
/// shown above, subtract 'base' and divide by 'gain'."
/// </summary>
internal static partial class AtmInfo
{
    // Like wfdb2mat, ATM wrote 16-bit amplitudes.
    private const int Format = 16;
    private const int MostSignals = 1024;

    /// <summary>Reads the file as a header.</summary>
    /// <param name="stream">The file's bytes. The stream is not disposed.</param>
    /// <param name="fileName">The file's name in messages.</param>
    /// <param name="matFileName">The name of the MAT-file that it describes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RejectedException">
    /// The bytes are not such a file, or exceed 1 MiB (<see cref="RejectionReason.HeaderMismatch"/>).
    /// </exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static WfdbHeader Read(Stream stream, string fileName, string matFileName, CancellationToken cancellationToken)
    {
        byte[] bytes = SmallFile.Read(stream, fileName, cancellationToken);
        if (StandInFile.Describe(bytes) is { } standIn)
        {
            throw Reject($"{fileName} is {standIn}.");
        }

        string text = WfdbText.Decode(bytes);
        List<WfdbSignal> signals = Signals(text, matFileName);
        if (signals.Count == 0 || !TryNumber(Frequency().Match(text), out double frequency))
        {
            throw Reject(
                $"{fileName} is not a PhysioBank ATM description: it has no sampling frequency, or no table of row, signal, gain, base and units; correct or remove it.");
        }

        Match size = Size().Match(text);
        bool isTime = WfdbBaseTime.TryParse(Start().Match(text).Groups["start"].ValueSpan, out TimeOnly? time, out DateOnly? date);
        return new WfdbHeader
        {
            FileName = fileName,
            RecordName = OneLine.Clean(Source().Match(text).Groups["record"].ValueSpan),
            SamplingFrequency = frequency,
            HasSamplingFrequency = true,
            CounterFrequency = frequency,
            SampleCount = long.TryParse(size.Groups["columns"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long columns) && columns > 0 ? columns : null,

            // A time without a date is relative to the start of the record.
            BaseTime = isTime && date is not null ? time : null,
            BaseDate = date,
            Signals = signals,
        };
    }

    private static List<WfdbSignal> Signals(string text, string matFileName)
    {
        var signals = new List<WfdbSignal>();
        foreach (Match row in Row().Matches(text))
        {
            if (signals.Count == MostSignals)
            {
                break;
            }

            bool hasGain = double.TryParse(row.Groups["gain"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double gain) && gain != 0 && double.IsFinite(gain);
            bool hasBase = double.TryParse(row.Groups["base"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double zero) && Math.Abs(zero) <= int.MaxValue;
            signals.Add(new WfdbSignal
            {
                FileName = matFileName,
                Format = Format,
                Gain = hasGain ? gain : WfdbSignal.DefaultGain,
                IsCalibrated = hasGain,
                Baseline = hasBase ? (int)Math.Round(zero) : 0,
                AdcResolution = WfdbFormat.DefaultResolution(Format),
                Units = OneLine.Clean(row.Groups["units"].ValueSpan),
                Description = OneLine.Clean(row.Groups["name"].ValueSpan),
            });
        }

        return signals;
    }

    private static bool TryNumber(Match match, out double value) =>
        double.TryParse(match.Groups["value"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value);

    private static RejectedException Reject(string detail) => new(RejectionReason.HeaderMismatch, detail);

    [GeneratedRegex(@"^Source:[ \t]*record[ \t]+(?<record>\S+)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Source();

    [GeneratedRegex(@"Start:[ \t]*(?<start>\[[^\]\r\n]*\])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"\bhas[ \t]+\d+[ \t]+rows?\b[^\r\n]*?\band[ \t]+(?<columns>\d+)[ \t]+columns?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Size();

    [GeneratedRegex(@"^Sampling frequency:[ \t]*(?<value>[0-9.eE+-]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Frequency();

    // Fields are separated by tabs, or, after editing, by two or more spaces; a name may contain single spaces.
    [GeneratedRegex(
        @"^[ \t]*\d+(\t+|[ ]{2,})[ ]*(?<name>[^\t\r\n]+?)[ ]*(\t+|[ ]{2,})[ ]*(?<gain>[0-9.eE+-]+)[ \t]+(?<base>[0-9.eE+-]+)[ \t]+(?<units>[^\s]+)[ \t\r]*$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Row();
}
