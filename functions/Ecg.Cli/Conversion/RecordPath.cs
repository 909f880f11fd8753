using Ecg.Formats.Wfdb;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Conversion;

/// <summary>The files by which a caller may name a recording.</summary>
internal static class RecordPath
{
    // A folder of anything may be large.
    private const int MostLookedAt = 10_000;

    private const string ConvertEdf = "convert it with edf2mit of the WFDB software (in Python: wfdb.io.convert.read_edf, then wfdb.wrsamp), and name the .hea that it writes";

    private static readonly (string Suffix, string What)[] Others =
    [
        (".edf", $"an EDF recording: {ConvertEdf}"),
        (".bdf", $"a BDF recording: {ConvertEdf}"),
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

        return OtherOf(path) is { } other
            ? $"'{path}' is {other}."
            : $"'{path}' is neither a folder nor a .mat file nor a WFDB record (.hea).";
    }

    private static string? OtherOf(string path) =>
        Array.Find(Others, other => path.EndsWith(other.Suffix, StringComparison.OrdinalIgnoreCase)).What;

    /// <summary>What to do with the files of folders in which there is no recording; <see langword="null"/> where nothing in them is known.</summary>
    /// <param name="folders">The folders.</param>
    public static string? WhatIsIn(IReadOnlyList<string> folders)
    {
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", everywhere))
            .Take(MostLookedAt)
            .Select(file => (Suffix: Path.GetExtension(file), Other: OtherOf(file)))
            .Where(file => file.Other is not null)
            .GroupBy(file => file.Other, file => file.Suffix)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{Counted.Of(group.Count(), $"{group.First()} file")}: each is {group.Key}")
            .FirstOrDefault();
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
