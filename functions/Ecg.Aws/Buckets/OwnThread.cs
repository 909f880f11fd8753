namespace Ecg.Aws.Buckets;

/// <summary>
/// Runs what waits for the network in the middle of its work on a thread of its own. The library reads and writes
/// synchronously; the pool's threads, of which a small machine has two, are left to those who answer.
/// </summary>
internal static class OwnThread
{
    /// <summary>Runs work.</summary>
    /// <returns>What it returned.</returns>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Factory.StartNew(
        work, cancellationToken, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
