using Ecg.Formats.Wfdb;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Conversion;

/// <summary>Checks paths that should be recordings.</summary>
internal static class RecordPath
{
    // Limits the search in a folder of arbitrary files.
    private const int MostLookedAt = 10_000;

    private const string ConvertEdf = "convert it with edf2mit of the WFDB software (in Python: wfdb.io.convert.read_edf, then wfdb.wrsamp), and name the .hea that it writes";

    private const string AnHdf5File = "an HDF5 file: if it holds the signal as a matrix of its own, name it .mat; otherwise save the signal so first";

    private static readonly (string Suffix, string What)[] Others =
    [
        (".edf", $"an EDF recording: {ConvertEdf}"),
        (".bdf", $"a BDF recording: {ConvertEdf}"),
        (".atr", "a file of WFDB annotations: name the record's .hea, and they are read with it"),
        (".scp", "an SCP-ECG recording: convert it to WFDB (.hea and .dat) or to a .mat file first"),
        (".dcm", "a DICOM file: convert the waveform in it to WFDB (.hea and .dat) or to a .mat file first"),
        (".xml", "an XML file, perhaps an aECG or a recorder's own: convert it to WFDB (.hea and .dat) or to a .mat file first"),
        (".h5", AnHdf5File),
        (".hdf5", AnHdf5File),
        (".csv", "a CSV file: save the signal as a variable of a .mat file first"),
        (".npy", "a NumPy array: save it with scipy.io.savemat first"),
    ];

    /// <summary>Returns why a file is not a recording, and what to do; <see langword="null"/> if it may be one.</summary>
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
            : $"'{path}' is not a folder, a .mat file or a WFDB record (.hea).";
    }

    private static string? OtherOf(string path) =>
        Array.Find(Others, other => path.EndsWith(other.Suffix, StringComparison.OrdinalIgnoreCase)).What;

    /// <summary>Returns advice for the files of folders without recordings; <see langword="null"/> if none of them is known.</summary>
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

    /// <summary>Returns the file that identifies a recording: for a WFDB record, its header.</summary>
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
            // The conversion reports the problem.
            return false;
        }
    }
}
