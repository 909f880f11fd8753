using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Formats.Wfdb;

/// <summary>Interleaves the leads' samples block by block, and passes whole blocks to the buffer.</summary>
internal sealed class WfdbFrames
{
    /// <summary>The approximate number of samples in a block, which fits in the cache.</summary>
    private const int BlockSamples = 16 << 10;

    private readonly SampleBuffer _buffer;
    private readonly int _leadCount;
    private readonly int _samplesPerFrame;
    private readonly Lazy<int[]> _block;

    /// <summary>Prepares for a record.</summary>
    /// <param name="buffer">The buffer for the samples: 16-bit or 32-bit integers, or 32-bit floating-point numbers.</param>
    /// <param name="leadCount">The number of leads.</param>
    /// <param name="samplesPerFrame">The number of samples of each lead in a frame.</param>
    public WfdbFrames(SampleBuffer buffer, int leadCount, int samplesPerFrame)
    {
        (_buffer, _leadCount, _samplesPerFrame) = (buffer, leadCount, samplesPerFrame);
        BlockLength = BlockLengthFor((long)samplesPerFrame * leadCount);
        _block = new Lazy<int[]>(() => new int[BlockLength * samplesPerFrame * leadCount]);
    }

    /// <summary>The maximum number of frames in a block, a multiple of <see cref="WfdbPacking.CommonMultiple"/>.</summary>
    public int BlockLength { get; }

    /// <summary>The number of samples of each lead written so far.</summary>
    public long SampleCount => _buffer.Count / _leadCount;

    /// <summary>Returns the number of frames in a block for files whose frames are larger than the leads'.</summary>
    /// <param name="frameSize">The number of samples in a frame of all files together.</param>
    public int BlockLengthBeside(long frameSize) => Math.Min(BlockLength, BlockLengthFor(frameSize));

    /// <summary>Writes samples of a lead to the block, from its first frame on.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="samples">The file's samples from the signal's first one on.</param>
    /// <param name="frameSize">The distance from one frame of the file to the next, in samples.</param>
    /// <param name="scale">The conversion of the samples.</param>
    public void Put(int lead, int count, ReadOnlySpan<int> samples, int frameSize, in WfdbScale scale)
    {
        if (_samplesPerFrame == 1 && scale.KeepsSamples)
        {
            Copy(samples, frameSize, _block.Value.AsSpan(lead), count);
            return;
        }

        int[] block = _block.Value;
        int to = lead;
        for (int frame = 0; frame < count; frame++)
        {
            ReadOnlySpan<int> from = samples.Slice(frame * frameSize, _samplesPerFrame);
            foreach (int sample in from)
            {
                block[to] = scale.Of(sample);
                to += _leadCount;
            }
        }
    }

    private void Copy(ReadOnlySpan<int> from, int frameSize, Span<int> to, int count)
    {
        for ((int i, int j) = (0, 0); count > 0; count--)
        {
            to[j] = from[i];
            i += frameSize;
            j += _leadCount;
        }
    }

    /// <summary>Writes missing samples to the block.</summary>
    public void PutMissing(int lead, int first, int count, int missing)
    {
        int[] block = _block.Value;
        int to = (first * _samplesPerFrame * _leadCount) + lead;
        for (int sample = 0; sample < count * _samplesPerFrame; sample++)
        {
            block[to] = missing;
            to += _leadCount;
        }
    }

    /// <summary>Passes the first frames of the block to the buffer.</summary>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    public void Flush(int count) => Append(_block.Value.AsSpan(0, count * _samplesPerFrame * _leadCount));

    /// <summary>Passes samples that already have the buffer's form to it.</summary>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    public void Append(ReadOnlySpan<int> samples)
    {
        if (_buffer.Type != SampleType.Int16)
        {
            _buffer.Append(MemoryMarshal.AsBytes(samples));
            return;
        }

        while (!samples.IsEmpty)
        {
            Span<short> free = MemoryMarshal.Cast<byte, short>(_buffer.GetSpan(samples.Length * sizeof(short)));
            Narrow(samples[..free.Length], free);
            _buffer.Advance(free.Length * sizeof(short));
            samples = samples[free.Length..];
        }
    }

    private static void Narrow(ReadOnlySpan<int> samples, Span<short> narrow)
    {
        int i = 0;
        for (; i <= samples.Length - Vector256<short>.Count; i += Vector256<short>.Count)
        {
            var low = Vector256.Create(samples.Slice(i, Vector256<int>.Count));
            var high = Vector256.Create(samples.Slice(i + Vector256<int>.Count, Vector256<int>.Count));
            Vector256.Narrow(low, high).CopyTo(narrow[i..]);
        }

        for (; i < samples.Length; i++)
        {
            narrow[i] = (short)samples[i];
        }
    }

    private static int BlockLengthFor(long frameSize) =>
        (int)Math.Max(1, BlockSamples / frameSize / WfdbPacking.CommonMultiple) * WfdbPacking.CommonMultiple;
}
