namespace Ecg.Formats;

/// <summary>The budget of memory and disk that concurrent recordings share for their samples.</summary>
/// <remarks>Thread-safe. Each recording uses a <see cref="ScratchShare"/>.</remarks>
public sealed class ScratchSpace
{
    private readonly string _remedy;
    private long _freeMemory;
    private long _freeDisk;

    /// <summary>Creates a space.</summary>
    /// <param name="memoryBytes">The memory budget; beyond it, samples go to disk earlier.</param>
    /// <param name="diskBytes">The budget of temporary files in bytes.</param>
    /// <param name="remedy">The remedy for a recording that exceeds the whole disk budget, such as <c>raise X</c>.</param>
    public ScratchSpace(long memoryBytes, long diskBytes, string remedy)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(memoryBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(diskBytes);
        (_freeMemory, _freeDisk, DiskBytes, _remedy) = (memoryBytes, diskBytes, diskBytes, remedy);
    }

    /// <summary>The budget of temporary files in bytes.</summary>
    public long DiskBytes { get; }

    /// <summary>The free memory.</summary>
    internal long FreeMemory => Interlocked.Read(ref _freeMemory);

    /// <summary>The free bytes of the disk.</summary>
    internal long FreeDisk => Interlocked.Read(ref _freeDisk);

    /// <summary>Creates the share of a recording.</summary>
    public ScratchShare Open() => new(this);

    /// <summary>Reserves memory, if it is available.</summary>
    internal bool TryTakeMemory(long bytes) => TryTake(ref _freeMemory, bytes);

    /// <summary>Reserves disk, if it is available.</summary>
    internal bool TryTakeDisk(long bytes) => TryTake(ref _freeDisk, bytes);

    /// <summary>Releases memory and disk.</summary>
    internal void Return(long memory, long disk)
    {
        Interlocked.Add(ref _freeMemory, memory);
        Interlocked.Add(ref _freeDisk, disk);
    }

    /// <summary>Creates the rejection for a recording that exceeds the whole budget.</summary>
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
