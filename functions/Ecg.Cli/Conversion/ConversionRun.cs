using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ecg.Lake;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Conversion;

/// <summary>Converts recordings in parallel and returns the results in the recordings' order.</summary>
/// <param name="settings">The conversion settings.</param>
/// <param name="lake">The target.</param>
internal sealed class ConversionRun(RunSettings settings, string lake)
{
    // How far a fast recording may run ahead of a slow one; a result is small.
    private const int ResultsAhead = 4096;

    private readonly LakeTarget _folder = new(lake);
    private readonly FolderStore _lakeStore = new(lake);
    private readonly ConcurrentDictionary<string, Converter> _converters = new(StringComparer.Ordinal);

    /// <summary>Called after each recording, from any thread.</summary>
    public Action<ConversionResult> OnDone { get; init; } = _ => { };

    /// <summary>Why the run was abandoned, because the lake cannot be written; <see langword="null"/> otherwise.</summary>
    public string? GivenUp { get; private set; }

    /// <summary>Converts the recordings.</summary>
    /// <param name="inputs">The recordings, enumerated only as fast as they are converted.</param>
    /// <param name="cancellationToken">Cancels the run; finished results are still returned.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled, or abandoned (see <see cref="GivenUp"/>).</exception>
    public async IAsyncEnumerable<ConversionResult> ConvertAsync(
        IEnumerable<RecordingInput> inputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var free = new SemaphoreSlim(settings.Jobs);
        var tasks = Channel.CreateBounded<Task<ConversionResult>>(ResultsAhead);
        var feeding = Task.Run(() => FeedAsync(inputs, tasks.Writer, free, stop), CancellationToken.None);
        try
        {
            await foreach (Task<ConversionResult>? task in tasks.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!task.IsCanceled)
                {
                    yield return await task.ConfigureAwait(false);
                }
            }

            await feeding.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (tasks.Reader.TryRead(out Task<ConversionResult>? left))
            {
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FeedAsync(
        IEnumerable<RecordingInput> inputs, ChannelWriter<Task<ConversionResult>> tasks, SemaphoreSlim free, CancellationTokenSource stop)
    {
        try
        {
            foreach (RecordingInput input in inputs)
            {
                await free.WaitAsync(stop.Token).ConfigureAwait(false);
                Task<ConversionResult> task = Task.Run(() => ConvertOneAsync(input, free, stop), CancellationToken.None);
                await tasks.WriteAsync(task, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            tasks.Complete();
        }
    }

    private async Task<ConversionResult> ConvertOneAsync(RecordingInput input, SemaphoreSlim free, CancellationTokenSource stop)
    {
        try
        {
            Converter converter = _converters.GetOrAdd(input.Root, Open);
            ConversionResult result = await converter.ConvertAsync(input.Key, stop.Token).ConfigureAwait(false);
            if (result.Status == ConversionStatus.Failed && _folder.WhyUnwritable(result) is { } cause)
            {
                GivenUp ??= cause;
                await stop.CancelAsync().ConfigureAwait(false);
            }

            OnDone(result);
            return result;
        }
        catch (Exception error) when (stop.IsCancellationRequested)
        {
            // A failure after cancellation does not concern the recording.
            throw new OperationCanceledException(error.Message, error, stop.Token);
        }
        finally
        {
            free.Release();
        }
    }

    private Converter Open(string root) => new(new FolderStore(root, settings.SourceUri), _lakeStore, settings.Options);
}
