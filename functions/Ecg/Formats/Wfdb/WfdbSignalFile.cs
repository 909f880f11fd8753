using System.Buffers;

namespace Ecg.Formats.Wfdb;

/// <summary>A signal file of a record, read sequentially, frame by frame, header(5) and signal(5).</summary>
internal sealed class WfdbSignalFile : IDisposable
{
    private readonly Stream _stream;
    private readonly ForwardReader _bytes;
    private readonly WfdbPacking _packing;
    private readonly IReadOnlyList<WfdbSignal> _signals;
    private readonly int[]? _levels;
    private long _toSkip;
    private long _framesLeft;

    /// <summary>Prepares for a file.</summary>
    /// <param name="stream">The file's bytes. Disposed together with this object.</param>
    /// <param name="packing">The packing of the samples.</param>
    /// <param name="signals">The signals in the file, in order, all with one format and byte offset.</param>
    /// <param name="frames">The maximum number of frames to read; <see langword="null"/> for all.</param>
    public WfdbSignalFile(Stream stream, WfdbPacking packing, IReadOnlyList<WfdbSignal> signals, long? frames)
    {
        _stream = stream;
        _bytes = new ForwardReader(stream);
        _packing = packing;
        _signals = signals;
        _toSkip = signals[0].ByteOffset;
        _framesLeft = frames ?? long.MaxValue;
        FrameSize = signals.Sum(signal => signal.SamplesPerFrame);
        if (packing.Format == WfdbFormat.Difference8)
        {
            _levels = [.. signals.Select(signal => signal.InitialValue ?? signal.AdcZero)];
        }
    }

    /// <summary>The number of samples in a frame.</summary>
    public int FrameSize { get; }

    /// <summary>Reads the next frames.</summary>
    /// <param name="frames">
    /// Receives the samples. If the file continues, it needs room for a multiple of <see cref="WfdbPacking.CommonMultiple"/> frames.
    /// </param>
    /// <returns>The number of whole frames read: fewer than there is room for only at the end of the file.</returns>
    public int Read(Span<int> frames)
    {
        frames = frames[..(int)Int128.Min((Int128)_framesLeft * FrameSize, frames.Length)];
        if (!SkipOffset())
        {
            return 0;
        }

        int size = checked((int)_packing.BytesFor(frames.Length));
        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            int read = _bytes.Read(rented.AsSpan(0, size));
            int count = (int)(Math.Min(_packing.SamplesIn(read), frames.Length) / FrameSize);
            Span<int> samples = frames[..(count * FrameSize)];
            _packing.Unpack(rented.AsSpan(0, (int)_packing.BytesFor(samples.Length)), samples);
            if (_levels is not null)
            {
                SumDifferences(samples, _levels);
            }

            _framesLeft -= count;
            return count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Returns whether more bytes follow than complete the last group of samples.</summary>
    public bool GoesOn() => _bytes.Peek(_packing.Bytes).Length == _packing.Bytes;

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes.Dispose();
        _stream.Dispose();
    }

    private bool SkipOffset()
    {
        Span<byte> passed = stackalloc byte[1 << 10];
        while (_toSkip > 0)
        {
            int read = _bytes.Read(passed[..(int)Math.Min(passed.Length, _toSkip)]);
            if (read == 0)
            {
                return false;
            }

            _toSkip -= read;
        }

        return true;
    }

    // signal(5), "Format 8": each difference is to the previous sample of the same signal.
    private void SumDifferences(Span<int> samples, int[] levels)
    {
        for (int frame = 0; frame < samples.Length; frame += FrameSize)
        {
            int at = frame;
            for (int signal = 0; signal < levels.Length; signal++)
            {
                for (int i = 0; i < _signals[signal].SamplesPerFrame; i++)
                {
                    samples[at] = levels[signal] = unchecked(levels[signal] + samples[at]);
                    at++;
                }
            }
        }
    }
}
