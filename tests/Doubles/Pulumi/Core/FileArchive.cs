namespace Pulumi;

/// <summary>The files of a folder or of a .zip, .tar or .tar.gz file.</summary>
public sealed class FileArchive : Archive
{
    /// <summary>The folder or file at a path.</summary>
    public FileArchive(string path)
        : base("path", path)
    {
    }
}
