using Ecg.Cli.Conversion;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;
using Ecg.Lake;

namespace Ecg.Cli.Watching;

/// <summary>Converts the contents of a folder and new arrivals, until stopped.</summary>
/// <param name="root">The folder, laid out like the raw bucket.</param>
/// <param name="lake">The lake.</param>
/// <param name="settings">The conversion settings.</param>
/// <param name="timing">The intervals.</param>
/// <param name="output">Receives the messages.</param>
internal sealed class FolderWatch(
    string root, string lake, RunSettings settings, WatchTiming timing, CommandOutput output) : IDisposable
{
    // New arrivals do not wait for the whole of a large folder.
    private const int BatchSize = 256;

    private readonly WatchedFolder _folder = new(root, lake, timing, TimeProvider.System);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private volatile bool _scanIsDue = true;

    /// <summary>Watches until stopped.</summary>
    /// <param name="onResult">Receives each outcome.</param>
    /// <param name="cancellationToken">Cancels the watch.</param>
    /// <exception cref="OperationCanceledException">The watch was stopped.</exception>
    /// <exception cref="CommandException">The folder is gone.</exception>
    public async Task RunAsync(Action<ConversionResult> onResult, CancellationToken cancellationToken)
    {
        using var notices = new ChangeNotices(root, OnFile, OnUncertain);
        if (notices.Start() is { } why)
        {
            output.Message($"ecg watch: no change notifications ({why}); scanning every {timing.Rescan.TotalSeconds:0} s instead.");
        }

        DateTime nextScan = DateTime.UtcNow;
        while (true)
        {
            if (_scanIsDue || DateTime.UtcNow >= nextScan)
            {
                _scanIsDue = false;
                Scan();
                nextScan = DateTime.UtcNow + timing.Rescan;
            }

            foreach (RecordingInput[] batch in _folder.TakeReady().Chunk(BatchSize))
            {
                await ConvertAsync(batch, onResult, cancellationToken).ConfigureAwait(false);
            }

            await _wake.WaitAsync(_folder.IsWaiting ? timing.Tick : timing.Rescan, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();

    private void Scan()
    {
        if (!Directory.Exists(root))
        {
            throw CommandException.Failed($"'{root}' is no longer there.");
        }

        _folder.Scan((path, error) =>
        {
            if (_unreadable.Add(path))
            {
                output.Message($"ecg watch: '{path}' cannot be read: {error.Message}");
            }
        });
    }

    private async Task ConvertAsync(RecordingInput[] batch, Action<ConversionResult> onResult, CancellationToken cancellationToken)
    {
        var left = batch.Select(input => input.Key).ToHashSet(StringComparer.Ordinal);
        var run = new ConversionRun(settings, lake);
        try
        {
            await foreach (ConversionResult? result in run.ConvertAsync(batch, cancellationToken).ConfigureAwait(false))
            {
                left.Remove(result.Key);
                Take(result, onResult);
            }
        }
        catch (OperationCanceledException) when (run.GivenUp is not null && !cancellationToken.IsCancellationRequested)
        {
            output.Message($"ecg watch: {run.GivenUp} Trying again in {timing.Retry.TotalSeconds:0} s.");
            foreach (string? key in left)
            {
                _folder.TryAgain(key);
            }
        }
    }

    private void Take(ConversionResult result, Action<ConversionResult> onResult)
    {
        // A file that was removed again is ignored.
        if (result.Status == ConversionStatus.Gone)
        {
            return;
        }

        if (result.Status != ConversionStatus.Waiting)
        {
            _folder.StopWaiting(result.Key);
        }
        else if (!_folder.Wait(result.Key))
        {
            // Already reported when the first of its files arrived.
            return;
        }

        if (result.Status == ConversionStatus.Failed)
        {
            _folder.TryAgain(result.Key);
        }

        onResult(result);
    }

    private void OnFile(string key)
    {
        _folder.Noticed(key);
        Wake();
    }

    private void OnUncertain()
    {
        _scanIsDue = true;
        Wake();
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already signalled.
        }
    }
}
