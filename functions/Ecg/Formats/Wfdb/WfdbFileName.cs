namespace Ecg.Formats.Wfdb;

/// <summary>The names by which headers call files.</summary>
internal static class WfdbFileName
{
    /// <summary>The name as it is looked up in the header's folder.</summary>
    /// <param name="name">The name in the header: of a signal file, or of a segment.</param>
    /// <param name="header">The header, for the complaint.</param>
    /// <exception cref="RejectedException">The name leads out of the folder, or is that of no file.</exception>
    public static string Relative(string name, string header)
    {
        string slashes = name.Replace('\\', '/');
        string[] parts = slashes.Split('/');
        bool isRelative = parts.All(part => part.Length > 0 && part is not ("." or "..") && !part.Contains(':', StringComparison.Ordinal));
        return isRelative && name != "-"
            ? slashes
            : throw new RejectedException(
                RejectionReason.HeaderMismatch,
                $"{header} names something other than a file in the header's folder: put the file beside the header and correct the name.");
    }
}
