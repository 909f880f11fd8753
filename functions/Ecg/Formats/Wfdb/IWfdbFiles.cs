namespace Ecg.Formats.Wfdb;

/// <summary>Opens the files of a record by their names in its headers, relative to the header's folder.</summary>
public interface IWfdbFiles
{
    /// <summary>Opens a file.</summary>
    /// <param name="name">The name, such as <c>100.dat</c> or <c>day1/100.dat</c>; it never leaves the header's folder.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <returns>The file's bytes, forward only, which the caller must dispose; <see langword="null"/> if there is no such file.</returns>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);
}
