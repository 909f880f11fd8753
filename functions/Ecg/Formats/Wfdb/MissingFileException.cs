namespace Ecg.Formats.Wfdb;

/// <summary>A record names a file that is not there, or not there yet.</summary>
/// <param name="name">The file that is missing.</param>
/// <param name="namedBy">The header that names it.</param>
public sealed class MissingFileException(string name, string namedBy)
    : Exception($"{namedBy} names {name}, which is missing: put it beside the header.")
{
    /// <summary>The file that is missing, relative to the header's folder.</summary>
    public string Name { get; } = name;
}
