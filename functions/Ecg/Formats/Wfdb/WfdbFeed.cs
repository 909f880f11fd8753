namespace Ecg.Formats.Wfdb;

/// <summary>Extracts the samples of one lead from its signal file.</summary>
/// <param name="Window">The frames of the file.</param>
/// <param name="Offset">The offset of the lead's first sample in a frame.</param>
/// <param name="Skew">The number of frames before sample 0 at which the signal begins, header(5) "skew".</param>
/// <param name="Scale">The conversion of the samples.</param>
internal sealed record WfdbFeed(WfdbWindow Window, int Offset, int Skew, WfdbScale Scale)
{
    /// <summary>Copies samples to the current block.</summary>
    /// <param name="frames">Receives the samples.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="first">The first frame, relative to the record.</param>
    /// <param name="count">The number of frames.</param>
    /// <returns>The number of frames that were available.</returns>
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
