using System.Text;
using System.Text.RegularExpressions;

namespace Ecg.Formats.Mat;

/// <summary>Identifies files that are not MAT-files, if that is easily possible.</summary>
internal static partial class ForeignFile
{
    private const int Shown = 4 << 10;

    /// <summary>Creates the exception that names the file's apparent format and what to do.</summary>
    /// <param name="file">The file, positioned at its first byte.</param>
    public static RejectedException Reject(ForwardReader file)
    {
        ReadOnlySpan<byte> start = file.Peek(Shown).Span;
        if (start.IsEmpty)
        {
            return Damaged("The file is empty: upload it again.");
        }

        if (!start.ContainsAnyExcept((byte)0))
        {
            return Damaged($"The file begins with {Counted.Of(start.Length, "zero byte")}: upload it again.");
        }

        if (start.StartsWith("MATLAB 5.0"u8) || start.StartsWith("MATLAB 7.3"u8))
        {
            return Damaged(start.Length < Level5Header.Length
                ? $"The header of the file takes {Level5Header.Length} bytes, and the file has {start.Length}: upload it again."
                : "The header of the file has no byte order mark, IM or MI, at byte 126: save or upload it again.");
        }

        return new RejectedException(RejectionReason.UnsupportedFormat, $"The file is not a MAT-file: {Describe(start)}.");
    }

    private static RejectedException Damaged(string detail) => new(RejectionReason.CorruptFile, detail);

    private static string Describe(ReadOnlySpan<byte> start) =>
        DescribeBinary(start)
        ?? (IsText(start) && StandInFile.Describe(start) is { } standIn ? $"it is {standIn}" : null)
        ?? (IsText(start) ? DescribeText(Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n')) : null)
        ?? "it begins with binary data of an unknown kind; WFDB signals are read under their own name (.dat) beside their header (.hea); save others with -v7";

    private static string? DescribeBinary(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
        {
            return "it is a ZIP archive, like .xlsx and .npz files; upload the .mat file in it, or save the data as one";
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return "it is compressed with gzip; unpack it with gunzip and upload the .mat file";
        }

        if (start.StartsWith("0       "u8) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, .. "BIOSEMI"u8]))
        {
            return "it is an EDF or BDF recording; convert it with edf2mit, and upload the .dat and .hea that it writes";
        }

        // DICOM PS3.10, 7.1: a preamble of 128 bytes. EN 1064, 5.3: section 0 begins after six bytes, its reserved field after ten more.
        if (HasAt(start, 128, "DICM"u8))
        {
            return "it is a DICOM file; convert the waveform in it to WFDB (.hea and .dat) or to a .mat file";
        }

        if (HasAt(start, 16, "SCPECG"u8))
        {
            return "it is an SCP-ECG recording; convert it to WFDB (.hea and .dat) or to a .mat file";
        }

        if (start.IndexOf("<AnnotatedECG"u8) >= 0)
        {
            return "it is an HL7 aECG recording; convert it to WFDB (.hea and .dat) or to a .mat file";
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x93, .. "NUMPY"u8]))
        {
            return "it is a NumPy array; save it with scipy.io.savemat";
        }

        return start.StartsWith("Octave-1-"u8) ? "it is an Octave binary file; save it with -v7" : null;
    }

    private static bool HasAt(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> mark) =>
        start.Length >= offset + mark.Length && start[offset..].StartsWith(mark);

    private static string? DescribeText(string text)
    {
        if (text.StartsWith("# Created by Octave", StringComparison.Ordinal))
        {
            return "it is an Octave text file; save it with -v7";
        }

        return SignalLine().IsMatch(text)
            ? "it is a WFDB header (.hea); upload it under that name beside the file that it describes"
            : "it is text, such as CSV; read it with readmatrix and save it with -v7";
    }

    // header(5), "Signal specification lines": the signal file's name, then its format and optional modifiers.
    [GeneratedRegex(
        @"^[^\s#]+\.(dat|mat)[ \t]+\d+(x\d+)?(:\d+)?(\+\d+)?(\s|$)",
        RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex SignalLine();

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (byte value in start)
        {
            if (value is < (byte)' ' and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') or 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
