namespace Ecg.Formats;

/// <summary>The memory and the disk that recordings which are read side by side share for their samples.</summary>
/// <remarks>Safe for use by several threads. A recording takes part in it by a <see cref="ScratchShare"/>.</remarks>
public sealed class ScratchSpace
{
    private readonly string _remedy;
    private long _freeMemory;
    private long _freeDisk;

    /// <summary>Creates a space, all of it free.</summary>
    /// <param name="memoryBytes">The most memory; what goes beyond it goes to the disk earlier.</param>
    /// <param name="diskBytes">The most bytes of temporary files.</param>
    /// <param name="remedy">What to do about a recording that takes more than all of the disk, such as <c>raise X</c>.</param>
    public ScratchSpace(long memoryBytes, long diskBytes, string remedy)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(memoryBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(diskBytes);
        (_freeMemory, _freeDisk, MemoryBytes, DiskBytes, _remedy) = (memoryBytes, diskBytes, memoryBytes, diskBytes, remedy);
    }

    /// <summary>The most memory.</summary>
    internal long MemoryBytes { get; }

    /// <summary>The most bytes of temporary files.</summary>
    public long DiskBytes { get; }

    /// <summary>The free memory.</summary>
    internal long FreeMemory => Interlocked.Read(ref _freeMemory);

    /// <summary>The free bytes of the disk.</summary>
    internal long FreeDisk => Interlocked.Read(ref _freeDisk);

    /// <summary>Begins the share of one recording.</summary>
    public ScratchShare Open() => new(this);

    /// <summary>Takes memory, if there is as much.</summary>
    internal bool TryTakeMemory(long bytes) => TryTake(ref _freeMemory, bytes);

    /// <summary>Takes disk, if there is as much.</summary>
    internal bool TryTakeDisk(long bytes) => TryTake(ref _freeDisk, bytes);

    /// <summary>Gives memory and disk back.</summary>
    internal void Return(long memory, long disk)
    {
        Interlocked.Add(ref _freeMemory, memory);
        Interlocked.Add(ref _freeDisk, disk);
    }

    /// <summary>What a recording is told that takes more than there is for all.</summary>
    internal RejectedException TooLarge() => new(
        RejectionReason.TooLarge,
        $"Its samples take more than {DiskBytes >> 20} MB of temporary disk, the limit here: {_remedy}, or split the recording.");

    private static bool TryTake(ref long free, long bytes)
    {
        if (Interlocked.Add(ref free, -bytes) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref free, bytes);
        return false;
    }
}
