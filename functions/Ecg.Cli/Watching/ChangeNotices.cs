namespace Ecg.Cli.Watching;

/// <summary>The operating system's change notifications for a folder, which make a watch quick but are not relied on.</summary>
internal sealed class ChangeNotices : IDisposable
{
    private const int BufferSize = 64 << 10;

    private readonly string _root;
    private readonly Action<string> _onFile;
    private readonly Action _onUncertain;
    private FileSystemWatcher? _watcher;

    /// <summary>Creates the notifications.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="onFile">Receives the key of a file or folder that has arrived or changed, on any thread.</param>
    /// <param name="onUncertain">Called on any thread if something changed but the key is unknown.</param>
    public ChangeNotices(string root, Action<string> onFile, Action onUncertain)
    {
        _root = Path.GetFullPath(root);
        _onFile = onFile;
        _onUncertain = onUncertain;
    }

    /// <summary>Starts the notifications.</summary>
    /// <returns>Why there will be none, or <see langword="null"/>.</returns>
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
            // The folder may have contained files before the watcher saw it.
            _onUncertain();
            return;
        }

        _onFile(Path.GetRelativePath(_root, change.FullPath).Replace(Path.DirectorySeparatorChar, '/'));
    }
}
