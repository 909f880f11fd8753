using System.Collections.Concurrent;

namespace Ecg.Aws.Buckets;

/// <summary>
/// Runs what waits for the network in the middle of its work on a thread that is not the pool's. The library reads and
/// writes synchronously; the pool's threads, of which a small machine has two, are left to those who answer.
/// </summary>
/// <remarks>
/// The threads stay, and the one that was free last is taken first: the blocks that it gave back to the shared array pool
/// lie in the thread's own part of it. New threads for each work cost the largest files 30 MiB.
/// </remarks>
internal static class OwnThread
{
    private static readonly ConcurrentStack<Worker> Idle = new();

    /// <summary>Runs work.</summary>
    /// <returns>What it returned.</returns>
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

            // Free before it is told, so that what comes next finds it.
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
