namespace Ecg.Formats;

/// <summary>What one recording takes of a <see cref="ScratchSpace"/>.</summary>
/// <remarks>Not safe for use by several threads, as the reading of one recording is not.</remarks>
public sealed class ScratchShare
{
    private readonly ScratchSpace? _space;
    private long _disk;

    /// <summary>A share of a space.</summary>
    internal ScratchShare(ScratchSpace? space) => _space = space;

    /// <summary>A share without limits.</summary>
    public static ScratchShare Unlimited { get; } = new(null);

    /// <summary>Takes memory, if there is as much.</summary>
    internal bool TryTakeMemory(long bytes) => _space is null || _space.TryTakeMemory(bytes);

    /// <summary>Whether a recording alone could have as much memory beside its samples.</summary>
    internal bool MayHaveMemory(long bytes) => _space is null || bytes <= _space.MemoryBytes - SampleBuffer.MemoryLimit;

    /// <summary>Gives memory back.</summary>
    internal void ReturnMemory(long bytes) => _space?.Return(bytes, 0);

    /// <summary>Takes disk.</summary>
    /// <exception cref="RejectedException">The recording alone takes more than there is for all.</exception>
    /// <exception cref="ScratchFullException">Other recordings have taken too much of it.</exception>
    internal void TakeDisk(long bytes)
    {
        if (_space is null)
        {
            return;
        }

        if (_disk + bytes > _space.DiskBytes)
        {
            throw _space.TooLarge();
        }

        if (!_space.TryTakeDisk(bytes))
        {
            throw new ScratchFullException();
        }

        _disk += bytes;
    }

    /// <summary>Gives disk back.</summary>
    internal void ReturnDisk(long bytes)
    {
        if (_space is not null)
        {
            _disk -= bytes;
            _space.Return(0, bytes);
        }
    }
}
