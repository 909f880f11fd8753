namespace EndToEnd.Tests.Faults;

/// <summary>Counts what a function does, and lets it die at one of these steps.</summary>
/// <param name="lastStep">The step that it does not get past; the first is 0.</param>
internal sealed class Lifeline(int lastStep)
{
    private int _step = -1;

    /// <summary>How many steps were begun.</summary>
    public int Steps => _step + 1;

    /// <summary>Whether it is dead.</summary>
    public bool IsCut => _step >= lastStep;

    /// <summary>Takes a step.</summary>
    /// <exception cref="IOException">It is dead; whatever it does has no effect any more.</exception>
    public void Step()
    {
        if (Interlocked.Increment(ref _step) >= lastStep)
        {
            throw new IOException("dead");
        }
    }
}
