using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ecg.Formats.Hdf5;

/// <summary>Receives stored elements, and passes on the required part of each in this machine's byte order.</summary>
internal sealed class Hdf5ElementSink
{
    private const int BlockBytes = 64 << 10;
    private const int HalfSize = 2;

    private readonly SampleBuffer _target;
    private readonly int _elementSize;
    private readonly int _valueOffset;
    private readonly int _valueSize;
    private readonly bool _isSwapped;
    private readonly bool _isHalf;

    /// <summary>Creates a sink.</summary>
    /// <param name="target">Receives the values.</param>
    /// <param name="elementSize">The size of a stored element.</param>
    /// <param name="valueOffset">The offset of the value in the element.</param>
    /// <param name="valueSize">The size of the value.</param>
    /// <param name="isSwapped">Whether the value's byte order differs from this machine's.</param>
    public Hdf5ElementSink(SampleBuffer target, int elementSize, int valueOffset, int valueSize, bool isSwapped)
    {
        _target = target;
        _elementSize = elementSize;
        _valueOffset = valueOffset;
        _valueSize = valueSize;
        _isSwapped = isSwapped && valueSize > 1;
    }

    private Hdf5ElementSink(SampleBuffer target, bool isSwapped)
        : this(target, HalfSize, 0, sizeof(float), isSwapped) => _isHalf = true;

    /// <summary>Creates a sink that widens half-precision numbers to single precision.</summary>
    /// <param name="target">Receives the values.</param>
    /// <param name="isSwapped">Whether the stored byte order differs from this machine's.</param>
    public static Hdf5ElementSink OfHalves(SampleBuffer target, bool isSwapped) => new(target, isSwapped);

    /// <summary>Adds whole elements.</summary>
    /// <exception cref="IOException">The temporary file of the target cannot be written.</exception>
    public void Append(ReadOnlySpan<byte> elements)
    {
        if (_elementSize == _valueSize && !_isSwapped)
        {
            _target.Append(elements);
            return;
        }

        byte[] values = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            int perBlock = BlockBytes / _valueSize;
            while (!elements.IsEmpty)
            {
                int count = Math.Min(perBlock, elements.Length / _elementSize);
                Span<byte> block = values.AsSpan(0, count * _valueSize);
                if (_isHalf)
                {
                    Widen(elements[..(count * _elementSize)], block);
                }
                else
                {
                    Extract(elements[..(count * _elementSize)], block);
                    Swap(block);
                }

                _target.Append(block);
                elements = elements[(count * _elementSize)..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(values);
        }
    }

    private void Widen(ReadOnlySpan<byte> elements, Span<byte> values)
    {
        Span<float> singles = MemoryMarshal.Cast<byte, float>(values);
        for (int i = 0; i < singles.Length; i++)
        {
            ushort bits = BitConverter.ToUInt16(elements[(i * HalfSize)..]);
            singles[i] = (float)BitConverter.UInt16BitsToHalf(_isSwapped ? BinaryPrimitives.ReverseEndianness(bits) : bits);
        }
    }

    private void Extract(ReadOnlySpan<byte> elements, Span<byte> values)
    {
        if (_elementSize == _valueSize)
        {
            elements.CopyTo(values);
            return;
        }

        for (int from = _valueOffset, to = 0; to < values.Length; from += _elementSize, to += _valueSize)
        {
            elements.Slice(from, _valueSize).CopyTo(values[to..]);
        }
    }

    private void Swap(Span<byte> values)
    {
        if (!_isSwapped)
        {
            return;
        }

        switch (_valueSize)
        {
            case 2:
                Span<short> shorts = MemoryMarshal.Cast<byte, short>(values);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                Span<int> ints = MemoryMarshal.Cast<byte, int>(values);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            default:
                Span<long> longs = MemoryMarshal.Cast<byte, long>(values);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
