namespace Ecg.Formats.Wfdb;

/// <summary>Validates file names in headers.</summary>
internal static class WfdbFileName
{
    /// <summary>Returns the name relative to the header's folder.</summary>
    /// <param name="name">The name in the header: of a signal file, or of a segment.</param>
    /// <param name="header">The header, for the error message.</param>
    /// <exception cref="RejectedException">The name leaves the folder, or is invalid.</exception>
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
