using System.Buffers;
using System.Runtime.InteropServices;
using Ecg.Formats;

namespace Ecg.Signals;

/// <summary>
/// A stretch of the signal, from which the leads are copied one by one: from memory if the samples are
/// there, otherwise read once from the temporary file. Reused for one stretch after another.
/// </summary>
internal sealed class SignalBlock : IDisposable
{
    private readonly SignalMatrix _matrix;
    private readonly int _elementSize;
    private readonly int _rows;
    private byte[] _frames = [];
    private byte[] _lead = [];
    private long _first;
    private int _count;

    /// <summary>Prepares blocks of at most <paramref name="rows"/> samples.</summary>
    public SignalBlock(SignalMatrix matrix, int rows)
    {
        _matrix = matrix;
        _elementSize = matrix.Buffer.Type.Size();
        _rows = rows;
    }

    /// <summary>Moves to another stretch.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="count">The number of samples.</param>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    public void Load(long first, int count)
    {
        _first = first;
        _count = count;
        if (!_matrix.Buffer.IsSpooled || !_matrix.LeadsAreRows)
        {
            return;
        }

        long size = (long)count * _matrix.LeadCount * _elementSize;
        Rent(ref _frames, (long)_rows * _matrix.LeadCount * _elementSize);
        ReadBytes(first * _matrix.LeadCount, _frames.AsSpan(0, checked((int)size)));
    }

    /// <summary>Copies the first samples of a lead that is stored in at most 16 bits.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="destination">The destination; its length, at most the block's, is the number of samples to copy.</param>
    public void Copy(int lead, Span<short> destination)
    {
        switch (_matrix.Buffer.Type)
        {
            case SampleType.Int8:
                Copy<sbyte, short>(lead, destination);
                break;
            case SampleType.UInt8:
                Copy<byte, short>(lead, destination);
                break;
            case SampleType.Int16:
                Copy<short, short>(lead, destination);
                break;
            default:
                throw new InvalidOperationException($"{_matrix.Buffer.Type} does not fit into 16 bits.");
        }
    }

    /// <summary>Copies the first samples of a lead as 64-bit floating-point numbers.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="destination">The destination; its length, at most the block's, is the number of samples to copy.</param>
    public void Copy(int lead, Span<double> destination)
    {
        switch (_matrix.Buffer.Type)
        {
            case SampleType.Int8:
                Copy<sbyte, double>(lead, destination);
                break;
            case SampleType.UInt8:
                Copy<byte, double>(lead, destination);
                break;
            case SampleType.Int16:
                Copy<short, double>(lead, destination);
                break;
            case SampleType.UInt16:
                Copy<ushort, double>(lead, destination);
                break;
            case SampleType.Int32:
                Copy<int, double>(lead, destination);
                break;
            case SampleType.UInt32:
                Copy<uint, double>(lead, destination);
                break;
            case SampleType.Int64:
                Copy<long, double>(lead, destination);
                break;
            case SampleType.UInt64:
                Copy<ulong, double>(lead, destination);
                break;
            case SampleType.Single:
                Copy<float, double>(lead, destination);
                break;
            case SampleType.Double:
                Copy<double, double>(lead, destination);
                break;
            default:
                throw new InvalidOperationException($"{_matrix.Buffer.Type} is no number type.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(ref _frames);
        Return(ref _lead);
    }

    private static void Rent(ref byte[] array, long size)
    {
        if (array.Length < size)
        {
            Return(ref array);
            array = ArrayPool<byte>.Shared.Rent(checked((int)size));
        }
    }

    private static void Return(ref byte[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
            array = [];
        }
    }

    private static void Gather<TFrom, TTo>(ReadOnlySpan<TFrom> source, int stride, Span<TTo> destination)
        where TFrom : unmanaged, System.Numerics.INumberBase<TFrom>
        where TTo : unmanaged, System.Numerics.INumberBase<TTo>
    {
        int from = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = TTo.CreateTruncating(source[from]);
            from += stride;
        }
    }

    private void Copy<TFrom, TTo>(int lead, Span<TTo> destination)
        where TFrom : unmanaged, System.Numerics.INumberBase<TFrom>
        where TTo : unmanaged, System.Numerics.INumberBase<TTo>
    {
        if (_matrix.LeadsAreRows)
        {
            Gather(Frames<TFrom>()[lead..], _matrix.LeadCount, destination);
        }
        else
        {
            Gather(LeadSamples<TFrom>(lead), 1, destination);
        }
    }

    private ReadOnlySpan<T> Frames<T>()
        where T : unmanaged
    {
        int count = _count * _matrix.LeadCount;
        return _matrix.Buffer.TryGetMemory<T>(out ReadOnlySpan<T> all)
            ? all.Slice(checked((int)(_first * _matrix.LeadCount)), count)
            : MemoryMarshal.Cast<byte, T>(_frames)[..count];
    }

    private ReadOnlySpan<T> LeadSamples<T>(int lead)
        where T : unmanaged
    {
        long start = (lead * _matrix.SampleCount) + _first;
        if (_matrix.Buffer.TryGetMemory<T>(out ReadOnlySpan<T> all))
        {
            return all.Slice(checked((int)start), _count);
        }

        Rent(ref _lead, (long)_rows * _elementSize);
        ReadBytes(start, _lead.AsSpan(0, _count * _elementSize));
        return MemoryMarshal.Cast<byte, T>(_lead)[.._count];
    }

    private void ReadBytes(long firstElement, Span<byte> destination) =>
        _matrix.Buffer.ReadBytes(firstElement * _elementSize, destination);
}
