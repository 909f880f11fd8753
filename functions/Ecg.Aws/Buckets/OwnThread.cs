using System.Collections.Concurrent;

namespace Ecg.Aws.Buckets;

/// <summary>
/// Runs work that blocks on the network outside the thread pool. The library reads and
/// writes synchronously; the pool's threads, of which a small machine has two, remain available.
/// </summary>
/// <remarks>
/// The threads are kept, and the one that became free last is reused first, because the blocks that it returned to the shared array
/// pool are in its own part of the pool. New threads for each work would cost the largest files 30 MiB.
/// </remarks>
internal static class OwnThread
{
    private static readonly ConcurrentStack<Worker> Idle = new();

    /// <summary>Runs work.</summary>
    /// <returns>The result.</returns>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Worker worker = Idle.TryPop(out Worker? idle) ? idle : new Worker();
        worker.Begin(() =>
        {
            Action tell;
            try
            {
                T? result = work();
                tell = () => done.SetResult(result);
            }
            catch (Exception exception)
            {
                tell = () => done.SetException(exception);
            }

            // Marked free before completion, so that the next work finds it.
            Idle.Push(worker);
            tell();
        });
        return done.Task;
    }

    private sealed class Worker
    {
        private readonly object _signal = new();
        private Action? _work;

        public Worker() => new Thread(Run) { IsBackground = true, Name = "bucket" }.Start();

        public void Begin(Action work)
        {
            lock (_signal)
            {
                _work = work;
                Monitor.Pulse(_signal);
            }
        }

        private void Run()
        {
            while (true)
            {
                Next()();
            }
        }

        private Action Next()
        {
            lock (_signal)
            {
                while (_work is null)
                {
                    Monitor.Wait(_signal);
                }

                Action work = _work;
                _work = null;
                return work;
            }
        }
    }
}
