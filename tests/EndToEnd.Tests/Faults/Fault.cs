namespace EndToEnd.Tests.Faults;

/// <summary>A fault for certain requests.</summary>
/// <param name="kind">What goes wrong.</param>
/// <param name="times">How many of the requests it happens to, from the first on.</param>
/// <param name="method">The requests' method.</param>
/// <param name="pathPart">A part of their encoded path.</param>
internal sealed class Fault(FaultKind kind, int times, string method, string pathPart)
{
    private int _hits;

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind => kind;

    /// <summary>How many requests it has happened to.</summary>
    public int Hits => Math.Min(_hits, times);

    /// <summary>Completes with the first hit.</summary>
    public TaskCompletionSource FirstHit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it happens to this request.</summary>
    public bool Takes(string requestMethod, string path)
    {
        if (requestMethod != method || !path.Contains(pathPart, StringComparison.Ordinal) || Interlocked.Increment(ref _hits) > times)
        {
            return false;
        }

        FirstHit.TrySetResult();
        return true;
    }
}
