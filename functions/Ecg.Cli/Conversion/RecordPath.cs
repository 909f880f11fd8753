using Ecg.Formats.Wfdb;
using Ecg.Lake;

namespace Ecg.Cli.Conversion;

/// <summary>The files by which a caller may name a recording.</summary>
internal static class RecordPath
{
    private static readonly (string Suffix, string What)[] Others =
    [
        (".edf", "an EDF recording: convert it with edf2mit, and name the .hea that it writes"),
        (".bdf", "a BDF recording: convert it with edf2mit, and name the .hea that it writes"),
        (".atr", "a file of WFDB annotations: name the record's .hea, and they are read with it"),
        (".scp", "an SCP-ECG recording: convert it to WFDB (.hea and .dat) or to a .mat file first"),
        (".dcm", "a DICOM file: convert the waveform in it to WFDB (.hea and .dat) or to a .mat file first"),
        (".xml", "an XML file, perhaps an aECG or a recorder's own: convert it to WFDB (.hea and .dat) or to a .mat file first"),
        (".csv", "a CSV file: save the signal as a variable of a .mat file first"),
        (".npy", "a NumPy array: save it with scipy.io.savemat first"),
    ];

    /// <summary>Why a file is no recording, and what to do; <see langword="null"/> for one that can be.</summary>
    public static string? WhyNoRecording(string path)
    {
        if (RecordingFolder.IsHeader(path))
        {
            string matFile = ExtensionCase.FindFile(Path.ChangeExtension(path, PipelineContract.RecordingSuffix));
            return File.Exists(matFile) || DescribesMatFile(path)
                ? $"'{path}' is a header, not a recording: name '{matFile}', and the header beside it is used."
                : null;
        }

        if (RecordingFolder.IsOfRecording(path))
        {
            return null;
        }

        string? other = Array.Find(Others, other => path.EndsWith(other.Suffix, StringComparison.OrdinalIgnoreCase)).What;
        return other is null
            ? $"'{path}' is neither a folder nor a .mat file nor a WFDB record (.hea)."
            : $"'{path}' is {other}.";
    }

    /// <summary>The file that a recording is known by: of a WFDB record, its header.</summary>
    public static string SourceOf(string path)
    {
        string header = RecordingFolder.IsSignalFile(path) ? ExtensionCase.FindFile(Path.ChangeExtension(path, PipelineContract.HeaderSuffix)) : path;
        return File.Exists(header) ? header : path;
    }

    private static bool DescribesMatFile(string header)
    {
        try
        {
            using FileStream stream = File.OpenRead(header);
            return WfdbHeader.Read(stream, header).DescribesMatFile;
        }
        catch (Exception error) when (error is RejectedException or IOException or UnauthorizedAccessException)
        {
            // The conversion says what is wrong with it.
            return false;
        }
    }
}
