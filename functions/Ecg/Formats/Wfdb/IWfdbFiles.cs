namespace Ecg.Formats.Wfdb;

/// <summary>The files of a record, by the names that its headers give them, relative to the header's folder.</summary>
public interface IWfdbFiles
{
    /// <summary>Opens a file.</summary>
    /// <param name="name">The name, such as <c>100.dat</c> or <c>day1/100.dat</c>; it never leads out of the header's folder.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <returns>The file's bytes, forward only, which the caller disposes of; <see langword="null"/> if there is no such file.</returns>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);
}
