namespace Ecg.Aws.Batches;

/// <summary>
/// Lets work in as long as there is room for it: a place, and the memory that it is going to take. First come, first
/// served, so that something large is not passed by for ever. What is larger than the whole goes in alone.
/// </summary>
internal sealed class MemoryGate
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private readonly long _bytes;
    private int _freePlaces;
    private long _freeBytes;

    /// <summary>Creates a gate with all of its room free.</summary>
    public MemoryGate(int places, long bytes)
    {
        _bytes = bytes;
        _freePlaces = places;
        _freeBytes = bytes;
    }

    /// <summary>Waits for room.</summary>
    /// <param name="need">The memory that the work is going to take.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>To be disposed of when the work is done.</returns>
    public async Task<IDisposable> EnterAsync(long need, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new Waiting(Math.Min(need, _bytes));
        lock (_lock)
        {
            _waiting.AddLast(waiting);
            LetIn();
        }

        using CancellationTokenRegistration stop = cancellationToken.Register(() => GiveUp(waiting, cancellationToken));
        await waiting.Entry.Task.ConfigureAwait(false);
        return new Pass(this, waiting.Need);
    }

    private void GiveUp(Waiting waiting, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting.Remove(waiting))
            {
                waiting.Entry.SetCanceled(cancellationToken);
                LetIn();
            }
        }
    }

    private void Leave(long need)
    {
        lock (_lock)
        {
            _freePlaces++;
            _freeBytes += need;
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_waiting.First is { Value: var next } && _freePlaces > 0 && next.Need <= _freeBytes)
        {
            _waiting.RemoveFirst();
            _freePlaces--;
            _freeBytes -= next.Need;
            next.Entry.SetResult();
        }
    }

    private sealed class Waiting(long need)
    {
        public long Need => need;

        public TaskCompletionSource Entry { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Pass(MemoryGate gate, long need) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave(need);
            }
        }
    }
}
