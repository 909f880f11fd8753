namespace Pulumi;

/// <summary>The tasks of a deployment: it is over when none of them runs any more, or when one has failed.</summary>
internal sealed class TaskSet
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _exceptions = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isAwaited;

    /// <summary>Adds a task.</summary>
    public void Add(Task task)
    {
        lock (_lock)
        {
            _running++;
        }

        _ = task.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Waits until no task runs any more, or one has failed, and tells the failures.</summary>
    public async Task<IReadOnlyList<Exception>> WaitAsync()
    {
        lock (_lock)
        {
            _isAwaited = true;
            CheckOver();
        }

        await _over.Task.ConfigureAwait(false);
        lock (_lock)
        {
            return [.. _exceptions.Distinct()];
        }
    }

    private void Ended(Task task)
    {
        lock (_lock)
        {
            _running--;
            if (task.Exception is { } exception)
            {
                _exceptions.AddRange(exception.InnerExceptions);
            }

            CheckOver();
        }
    }

    private void CheckOver()
    {
        if (_isAwaited && (_running == 0 || _exceptions.Count > 0))
        {
            _over.TrySetResult();
        }
    }
}
