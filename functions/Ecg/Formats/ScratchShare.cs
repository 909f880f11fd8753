namespace Ecg.Formats;

/// <summary>One recording's share of a <see cref="ScratchSpace"/>.</summary>
/// <remarks>Not thread-safe, like the reading of a recording.</remarks>
public sealed class ScratchShare
{
    private readonly ScratchSpace? _space;
    private long _disk;

    /// <summary>Creates a share of a space.</summary>
    internal ScratchShare(ScratchSpace? space) => _space = space;

    /// <summary>Creates a share without limits.</summary>
    public static ScratchShare Unlimited { get; } = new(null);

    /// <summary>Reserves memory, if it is available.</summary>
    internal bool TryTakeMemory(long bytes) => _space is null || _space.TryTakeMemory(bytes);

    /// <summary>Releases memory.</summary>
    internal void ReturnMemory(long bytes) => _space?.Return(bytes, 0);

    /// <summary>Reserves disk.</summary>
    /// <exception cref="RejectedException">The recording alone exceeds the whole disk budget.</exception>
    /// <exception cref="ScratchFullException">Other recordings have reserved too much of it.</exception>
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

    /// <summary>Releases disk.</summary>
    internal void ReturnDisk(long bytes)
    {
        if (_space is not null)
        {
            _disk -= bytes;
            _space.Return(0, bytes);
        }
    }
}
