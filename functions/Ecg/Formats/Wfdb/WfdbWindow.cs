namespace Ecg.Formats.Wfdb;

/// <summary>
/// The frames of a signal file around the current block: the block, and as many after it as the
/// largest skew of the file's signals, header(5) "skew".
/// </summary>
internal sealed class WfdbWindow
{
    private readonly WfdbSignalFile _file;
    private readonly int[] _frames;
    private readonly int _blockLength;
    private long _first;
    private int _filled;
    private bool _ended;

    /// <summary>Prepares for a file.</summary>
    /// <param name="group">The file's signals, whose frames and skews are within limits.</param>
    /// <param name="file">The file, positioned at its first frame.</param>
    /// <param name="blockLength">The number of frames that are put together at once.</param>
    public WfdbWindow(WfdbFileGroup group, WfdbSignalFile file, int blockLength)
    {
        Group = group;
        _file = file;
        _blockLength = blockLength;
        int skewed = (group.Skew + blockLength - 1) / blockLength;
        _frames = new int[checked((skewed + 1) * blockLength * file.FrameSize)];
    }

    /// <summary>The file's signals.</summary>
    public WfdbFileGroup Group { get; }

    /// <summary>The number of frames of the file, once its end has been seen.</summary>
    public long? Length => _ended ? _first + _filled : null;

    /// <summary>The first frame that the window holds no longer or not yet.</summary>
    public long End => _first + _filled;

    /// <summary>Moves on to a block: the window then holds its frames and the skewed ones behind it, if the file goes so far.</summary>
    /// <param name="first">The block's first frame, not before the one of the call before.</param>
    /// <param name="count">The block's number of frames.</param>
    public void MoveTo(long first, int count)
    {
        int passed = (int)Math.Min(first - _first, _filled);
        int size = _file.FrameSize;
        _frames.AsSpan(passed * size, (_filled - passed) * size).CopyTo(_frames);
        _first += passed;
        _filled -= passed;
        while (!_ended && End < first + count + Group.Skew)
        {
            int wanted = (int)Math.Min(_blockLength, _frames.Length / size - _filled);
            int read = _file.Read(_frames.AsSpan(_filled * size, wanted * size));
            _filled += read;
            _ended = read < wanted;
        }
    }

    /// <summary>The samples from a frame on.</summary>
    /// <param name="frame">The frame, in the window.</param>
    /// <param name="offset">The place of the first sample in the frame.</param>
    public ReadOnlySpan<int> From(long frame, int offset) =>
        _frames.AsSpan(((int)(frame - _first) * _file.FrameSize) + offset, ((int)(End - frame) * _file.FrameSize) - offset);
}
