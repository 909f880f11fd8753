using System.Text;

namespace Ecg.Lake.Stores;

/// <summary>A folder as an object store.</summary>
/// <remarks>Objects are written atomically.</remarks>
public sealed class FolderStore : IObjectStore
{
    // The callers read in large blocks.
    private const int Unbuffered = 0;

    // The limit of ext4, XFS, APFS and NTFS.
    private const int LongestName = 255;

    // What the system gives as the attributes of a file that is not there.
    private const FileAttributes Absent = (FileAttributes)(-1);

    private readonly string _root;
    private readonly string _baseUri;

    /// <summary>Creates a store on a folder, which need not exist until something is written.</summary>
    /// <param name="root">The folder's path.</param>
    /// <param name="baseUri">
    /// The prefix of the objects' addresses; <see langword="null"/> for the folder's <c>file:</c> URI.
    /// </param>
    public FolderStore(string root, string? baseUri = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = Path.GetFullPath(root);
        _baseUri = (baseUri ?? new Uri(Path.Combine(_root, "x")).AbsoluteUri[..^2]).TrimEnd('/');
    }

    /// <inheritdoc/>
    public Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<StoredObject?>(Open(PathOf(key)) is { } file ? new StoredFile(file) : null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<StoredObject?>(null);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"{PathOf(key)} cannot be read: permission denied", exception);
        }
    }

    /// <inheritdoc/>
    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken) =>
        ReplaceAsync(key, write, () => Task.CompletedTask, cancellationToken);

    /// <inheritdoc/>
    public async Task<T> ReplaceAsync<T>(string key, Func<Stream, T> write, Func<Task> beforeReplacing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(beforeReplacing);
        string path = PathOf(key);
        string folder = Path.GetDirectoryName(path)!;
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
            }

            return await AtomicFile.WriteAsync(path, write, beforeReplacing, cancellationToken).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"{folder} cannot be written: permission denied", exception);
        }
    }

    /// <inheritdoc/>
    public Task<bool> HoldsAsync(string key, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(key)));

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            return Task.CompletedTask;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"{PathOf(key)} cannot be deleted: permission denied", exception);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public string FindSpelling(string key)
    {
        string extension = Path.GetExtension(ExtensionCase.FindFile(PathOf(key)));
        return string.Concat(key.AsSpan(0, key.Length - extension.Length), extension);
    }

    /// <inheritdoc/>
    public bool TellsCaseApart => !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS();

    /// <inheritdoc/>
    public bool IsKnownToHold(string key) => File.Exists(PathOf(key));

    /// <inheritdoc/>
    public string? WhyUnreachable(string key)
    {
        const char Replacement = '\uFFFD';
        var file = new FileInfo(PathOf(key));
        if (file.LinkTarget is { } target)
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true }
                ? null
                : $"a link to {OneLine.Clean(target)}, which is not there{(target.Contains("annex/objects/", StringComparison.Ordinal) ? "; fetch it with git annex get or datalad get" : "")}";
        }

        // A name that cannot be decoded and encoded again without loss can never be opened.
        return key.Contains(Replacement) && !file.Exists ? "one whose name is not UTF-8; rename it" : null;
    }

    /// <inheritdoc/>
    public string? WhyTooLong(string key)
    {
        foreach (string name in key.Split('/'))
        {
            if (LengthOf(name) is > LongestName and var length)
            {
                return $"a name of {length} {(OperatingSystem.IsWindows() ? "characters" : "bytes")}, above the limit of {LongestName}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string UriOf(string key)
    {
        // s3: addresses contain the key as it is.
        bool isFile = _baseUri.StartsWith("file:", StringComparison.Ordinal);
        return $"{_baseUri}/{(isFile ? string.Join('/', key.Split('/').Select(Uri.EscapeDataString)) : key)}";
    }

    /// <summary>Deletes half-written files that killed processes left; files that a running process is writing are kept.</summary>
    /// <returns>The number of files deleted.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public int RemoveLeftovers()
    {
        if (!Directory.Exists(_root))
        {
            return 0;
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        return Directory.EnumerateFiles(_root, $".*{AtomicFile.TemporarySuffix}", options).Count(RemoveIfUnused);
    }

    // Most files that are asked for do not exist, and an exception for each would cost more than all other lookups of a conversion.
    // A pipe or a device has no length, and opening or reading it may never return, so it is not opened.
    private static Stream? Open(string path)
    {
        var file = new FileInfo(path);
        if (file.Attributes == Absent)
        {
            return null;
        }

        FileInfo target = file.Attributes.HasFlag(FileAttributes.ReparsePoint)
            ? file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file
            : file;
        return target is { Exists: true, Length: 0 }
            ? Stream.Null
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Unbuffered);
    }

    private static int LengthOf(string name) => OperatingSystem.IsWindows() ? name.Length : Encoding.UTF8.GetByteCount(name);

    private static bool RemoveIfUnused(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }

            File.Delete(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string PathOf(string key)
    {
        string path = Path.GetFullPath(Path.Combine(_root, key));
        if (path != _root && !path.StartsWith(_root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The key {key} leads out of {_root}.", nameof(key));
        }

        return path;
    }
}
