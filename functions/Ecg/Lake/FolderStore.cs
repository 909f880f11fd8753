namespace Ecg.Lake;

/// <summary>A folder as an object store. Temporary files begin with a dot and are never listed.</summary>
public sealed class FolderStore
{
    /// <summary>Opens a folder, which need not exist until something is written.</summary>
    /// <param name="root">The folder's path.</param>
    /// <param name="baseUri">What the addresses of its objects begin with; <see langword="null"/> for the folder's <c>file:</c> URI.</param>
    public FolderStore(string root, string? baseUri = null)
    {
    }
}
