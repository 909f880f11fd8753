namespace Ecg.Formats.Wfdb;

/// <summary>Takes the samples of one lead out of its signal file.</summary>
/// <param name="Window">The frames of the file.</param>
/// <param name="Offset">The place of the lead's first sample in a frame.</param>
/// <param name="Skew">How many frames before sample 0 the signal begins, header(5) "skew".</param>
/// <param name="Scale">What becomes of the samples.</param>
internal sealed record WfdbFeed(WfdbWindow Window, int Offset, int Skew, WfdbScale Scale)
{
    /// <summary>Copies samples into the block that is being put together.</summary>
    /// <param name="frames">Takes them.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="first">The first frame, of the record.</param>
    /// <param name="count">The number of frames.</param>
    /// <returns>The number of frames that the file had.</returns>
    public int CopyTo(WfdbFrames frames, int lead, long first, int count)
    {
        int known = (int)Math.Clamp(Window.End - first - Skew, 0, count);
        if (known > 0)
        {
            frames.Put(lead, known, Window.From(first + Skew, Offset), (int)Window.Group.FrameSize, Scale);
        }

        return known;
    }
}
