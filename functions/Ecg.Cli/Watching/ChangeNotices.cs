namespace Ecg.Cli.Watching;

/// <summary>The operating system's notices of changes in a folder, which make a watch quick but are not relied upon.</summary>
internal sealed class ChangeNotices : IDisposable
{
    private const int BufferSize = 64 << 10;

    private readonly string _root;
    private readonly Action<string> _onFile;
    private readonly Action _onUncertain;
    private FileSystemWatcher? _watcher;

    /// <summary>Asks for notices.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="onFile">Is given the key of a file or folder that has arrived or changed, by any thread.</param>
    /// <param name="onUncertain">Is called, by any thread, when something changed that no key tells.</param>
    public ChangeNotices(string root, Action<string> onFile, Action onUncertain)
    {
        _root = Path.GetFullPath(root);
        _onFile = onFile;
        _onUncertain = onUncertain;
    }

    /// <summary>Begins.</summary>
    /// <returns>Why there will be no notices, or <see langword="null"/>.</returns>
    public string? Start()
    {
        try
        {
            _watcher = new FileSystemWatcher(_root)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = BufferSize,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            _watcher.Created += OnChange;
            _watcher.Changed += OnChange;
            _watcher.Renamed += OnChange;
            _watcher.Error += (_, _) => _onUncertain();
            _watcher.EnableRaisingEvents = true;
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            Dispose();
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    private void OnChange(object sender, FileSystemEventArgs change)
    {
        if (change.ChangeType != WatcherChangeTypes.Changed && Directory.Exists(change.FullPath))
        {
            // Files may have been in the folder before the watcher looked into it.
            _onUncertain();
            return;
        }

        _onFile(Path.GetRelativePath(_root, change.FullPath).Replace(Path.DirectorySeparatorChar, '/'));
    }
}
