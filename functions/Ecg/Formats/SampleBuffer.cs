using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ecg.Formats;

/// <summary>
/// The elements of one array: in memory up to <see cref="MemoryLimit"/>, beyond it in a temporary
/// file. Grows with the bytes that arrive, never by a size that a header claims. Elements are in the machine's byte order.
/// </summary>
/// <remarks>Written once, sequentially, then readable at any offset. Not thread-safe.</remarks>
public sealed class SampleBuffer : IDisposable
{
    /// <summary>The number of bytes to hold in memory before the rest goes to a temporary file.</summary>
    public const int MemoryLimit = 32 << 20;

    private const int FirstSize = 64 << 10;
    private const int FileBlock = 1 << 20;

    private readonly Action<ReadOnlySpan<byte>>? _observer;
    private readonly ScratchShare _share;
    private byte[] _memory;
    private long _shared;
    private int _filled;
    private SafeFileHandle? _file;
    private long _inFile;
    private bool _disposed;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="type">The number type of the elements.</param>
    /// <param name="share">The budget of memory and disk; <see langword="null"/> for no limits.</param>
    public SampleBuffer(SampleType type, ScratchShare? share = null)
    {
        Type = type;
        _share = share ?? ScratchShare.Unlimited;
        _memory = ArrayPool<byte>.Shared.Rent(FirstSize);
    }

    /// <summary>Creates a buffer that keeps nothing: it passes on what is written, block by block.</summary>
    /// <param name="type">The number type of the elements.</param>
    /// <param name="observer">Receives whole elements. <see cref="HandOver"/> passes on the last ones.</param>
    internal SampleBuffer(SampleType type, Action<ReadOnlySpan<byte>> observer)
        : this(type) => _observer = observer;

    /// <summary>The number type of the elements.</summary>
    public SampleType Type { get; }

    /// <summary>The number of bytes written so far.</summary>
    public long Length => _inFile + _filled;

    /// <summary>The number of whole elements written so far.</summary>
    public long Count => Length / Type.Size();

    /// <summary>Whether the elements are in a temporary file.</summary>
    public bool IsSpooled => _file is not null;

    /// <summary>Returns free space for the next bytes, before <see cref="Advance"/> counts them.</summary>
    /// <param name="atMost">The maximum number of bytes that will be written; more than 0.</param>
    /// <returns>A span of at least one and at most <paramref name="atMost"/> bytes.</returns>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    /// <exception cref="RejectedException">The bytes exceed the disk budget.</exception>
    public Span<byte> GetSpan(int atMost)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atMost);
        if (_filled == _memory.Length || (_file is not null && _filled >= FileBlock))
        {
            MakeRoom();
        }

        return _memory.AsSpan(_filled, Math.Min(atMost, _memory.Length - _filled));
    }

    /// <summary>Counts bytes that were written into the span of <see cref="GetSpan"/>.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _memory.Length - _filled);
        _filled += count;
    }

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    /// <exception cref="RejectedException">The bytes exceed the disk budget.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> free = GetSpan(bytes.Length);
            bytes[..free.Length].CopyTo(free);
            Advance(free.Length);
            bytes = bytes[free.Length..];
        }
    }

    /// <summary>Returns all elements without a copy, if they are in memory.</summary>
    /// <typeparam name="T">The element type, of the size of <see cref="Type"/>.</typeparam>
    public bool TryGetMemory<T>(out ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        elements = _file is null ? MemoryMarshal.Cast<byte, T>(_memory.AsSpan(0, _filled)) : default;
        return _file is null;
    }

    /// <summary>Copies elements.</summary>
    /// <typeparam name="T">The element type, of the size of <see cref="Type"/>.</typeparam>
    /// <param name="first">The first element to copy.</param>
    /// <param name="destination">The destination; all requested elements must have been written.</param>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    public void Read<T>(long first, Span<T> destination)
        where T : unmanaged =>
        ReadBytes(first * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(destination));

    /// <summary>Copies bytes.</summary>
    /// <param name="offset">The first byte to copy.</param>
    /// <param name="destination">The destination; all requested bytes must have been written.</param>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    public void ReadBytes(long offset, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);

        while (!destination.IsEmpty && offset < _inFile)
        {
            int read = RandomAccess.Read(_file!, destination[..(int)Math.Min(destination.Length, _inFile - offset)], offset);
            if (read == 0)
            {
                throw new IOException("The temporary file with the samples has been cut short; try again.");
            }

            offset += read;
            destination = destination[read..];
        }

        _memory.AsSpan((int)Math.Max(offset - _inFile, 0), destination.Length).CopyTo(destination);
    }

    /// <summary>Passes the remaining elements to the observer, in a buffer that keeps nothing.</summary>
    internal void HandOver()
    {
        int whole = _filled - (_filled % Type.Size());
        _observer!(_memory.AsSpan(0, whole));
        _memory.AsSpan(whole, _filled - whole).CopyTo(_memory);
        _inFile += whole;
        _filled -= whole;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Hold([]);
        if (_file is not null)
        {
            _file.Dispose();
            _share.ReturnDisk(_inFile);
        }
    }

    private void MakeRoom()
    {
        if (_observer is not null)
        {
            HandOver();
            return;
        }

        if (_file is null && _memory.Length < MemoryLimit && TryGrow())
        {
            return;
        }

        _share.TakeDisk(_filled);
        if (_file is null)
        {
            _file = OpenTemporaryFile();
            Spill();
            Hold(ArrayPool<byte>.Shared.Rent(FileBlock));
            return;
        }

        Spill();
    }

    private void Spill()
    {
        try
        {
            RandomAccess.Write(_file!, _memory.AsSpan(0, _filled), _inFile);
        }
        catch
        {
            _share.ReturnDisk(_filled);
            throw;
        }

        _inFile += _filled;
        _filled = 0;
    }

    // A small amount is not requested: every recording has it.
    private bool TryGrow()
    {
        int length = Math.Min(_memory.Length * 2, MemoryLimit);
        if (length > FileBlock && !_share.TryTakeMemory(length))
        {
            return false;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(length);
        _memory.AsSpan(0, _filled).CopyTo(larger);
        Hold(larger);
        _shared = length > FileBlock ? length : 0;
        return true;
    }

    private void Hold(byte[] memory)
    {
        ArrayPool<byte>.Shared.Return(_memory);
        _memory = memory;
        _share.ReturnMemory(_shared);
        _shared = 0;
    }

    private static SafeFileHandle OpenTemporaryFile()
    {
        string path = Path.Combine(Path.GetTempPath(), $"ecg-{Path.GetRandomFileName()}");
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        }

        // Deleted at once where the system allows it, so that even a killed process leaves nothing behind.
        SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        File.Delete(path);
        return file;
    }
}
