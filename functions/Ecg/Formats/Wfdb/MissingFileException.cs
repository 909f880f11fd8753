namespace Ecg.Formats.Wfdb;

/// <summary>Thrown when a record names a file that does not exist, or does not exist yet.</summary>
/// <param name="name">The missing file.</param>
/// <param name="namedBy">The header that names it.</param>
public sealed class MissingFileException(string name, string namedBy)
    : Exception($"{namedBy} names {name}, which is missing: put it beside the header.")
{
    /// <summary>The missing file, relative to the header's folder.</summary>
    public string Name { get; } = name;
}
