namespace Ecg.Formats.Wfdb;

/// <summary>Reads the samples of an ordinary record, or of one segment, from all its signal files in parallel.</summary>
internal sealed class WfdbSegmentReader
{
    /// <summary>The maximum number of signal files that are open at once.</summary>
    public const int MaxFiles = 128;

    // The limit of samples held for all files; the skews of real records are a few frames.
    private const int MaxSkewed = 1 << 20;

    private readonly WfdbHeader _header;
    private readonly IWfdbFiles _files;
    private readonly List<string> _issues;

    /// <summary>Prepares for a record.</summary>
    /// <param name="header">The header of an ordinary record.</param>
    /// <param name="files">Opens the signal files.</param>
    /// <param name="issues">Receives problems.</param>
    public WfdbSegmentReader(WfdbHeader header, IWfdbFiles files, List<string> issues) =>
        (_header, _files, _issues) = (header, files, issues);

    /// <summary>Reads the samples of all leads.</summary>
    /// <param name="leads">The source of each lead's samples; <see langword="null"/> if the record does not have the lead.</param>
    /// <param name="missing">The buffer's value for a missing sample of each lead.</param>
    /// <param name="frames">Receives the samples.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RejectedException">The files cannot be read as the header describes them.</exception>
    /// <exception cref="MissingFileException">A signal file does not exist.</exception>
    public async Task ReadAsync(
        IReadOnlyList<WfdbLeadSource?> leads,
        IReadOnlyList<int> missing,
        WfdbFrames frames,
        CancellationToken cancellationToken)
    {
        List<WfdbFileGroup> groups = GroupByFile(leads);
        ThrowIfTooLarge(groups);
        var open = new List<WfdbSignalFile>();
        try
        {
            var feeds = new WfdbFeed?[leads.Count];
            int blockLength = frames.BlockLengthBeside(groups.Sum(group => group.FrameSize));
            var windows = new List<WfdbWindow>();
            foreach (WfdbFileGroup group in groups)
            {
                open.Add(await OpenAsync(group, cancellationToken).ConfigureAwait(false));
                windows.Add(new WfdbWindow(group, open[^1], blockLength));
                Connect(windows[^1], leads, feeds);
            }

            ReadFrames(windows, feeds, missing, frames, blockLength, cancellationToken);
            ReportRests(groups, open);
        }
        finally
        {
            open.ForEach(file => file.Dispose());
        }
    }

    // The signals of one file, in header order; files without selected signals are not opened.
    private List<WfdbFileGroup> GroupByFile(IReadOnlyList<WfdbLeadSource?> leads)
    {
        var wanted = leads.OfType<WfdbLeadSource>().Select(source => source.Signal).ToHashSet();
        return [.. _header.Signals
            .Select((signal, place) => (Signal: signal, Place: place))
            .GroupBy(item => item.Signal.FileName)
            .Where(group => group.Any(item => wanted.Contains(item.Place)))
            .Select(group => WfdbFileGroup.Of(_header.FileName, [.. group], wanted))];
    }

    private void ThrowIfTooLarge(List<WfdbFileGroup> groups)
    {
        if (groups.Count > MaxFiles)
        {
            throw TooLarge($"{groups.Count} signal files, more than the limit of {MaxFiles}; put the signals into fewer files with xform");
        }

        WfdbLayout.RejectIfTooLarge(_header, groups.Sum(group => group.FrameSize));
        if (groups.Sum(group => group.FrameSize * group.Skew) > MaxSkewed)
        {
            throw TooLarge($"a skew of {groups.Max(group => group.Skew)} frames, which is too large; align the signals with xform");
        }
    }

    private RejectedException TooLarge(string what) => new(RejectionReason.TooLarge, $"{_header.FileName} describes {what}.");

    private async Task<WfdbSignalFile> OpenAsync(WfdbFileGroup group, CancellationToken cancellationToken)
    {
        string name = WfdbFileName.Relative(group.FileName, _header.FileName);
        Stream stream = await _files.OpenAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new MissingFileException(name, _header.FileName);
        return new WfdbSignalFile(stream, group.Packing, group.Signals, _header.SampleCount);
    }

    private static void Connect(WfdbWindow window, IReadOnlyList<WfdbLeadSource?> leads, WfdbFeed?[] feeds)
    {
        for (int lead = 0; lead < feeds.Length; lead++)
        {
            if (leads[lead] is { } source && window.Group.Find(source.Signal) is { } place)
            {
                feeds[lead] = new WfdbFeed(window, (int)place.Offset, place.Skew, source.Scale);
            }
        }
    }

    private void ReadFrames(
        List<WfdbWindow> windows,
        WfdbFeed?[] feeds,
        IReadOnlyList<int> missing,
        WfdbFrames frames,
        int blockLength,
        CancellationToken cancellationToken)
    {
        long length = _header.SampleCount ?? long.MaxValue;
        bool isAsStored = IsAsStored(windows, feeds);
        for (long done = 0; done < length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (WfdbWindow window in windows)
            {
                window.MoveTo(done, blockLength);
                length = Math.Min(length, LengthOf(window));
            }

            int count = (int)Math.Min(blockLength, length - done);
            if (isAsStored)
            {
                frames.Append(windows[0].From(done, 0)[..(count * (int)windows[0].Group.FrameSize)]);
            }
            else
            {
                PutTogether(feeds, missing, frames, done, count);
            }

            done += count;
        }
    }

    // One file whose signals are the leads, in the same order and form.
    private static bool IsAsStored(List<WfdbWindow> windows, WfdbFeed?[] feeds)
    {
        if (windows.Count != 1 || windows[0].Group.FrameSize != feeds.Length)
        {
            return false;
        }

        for (int lead = 0; lead < feeds.Length; lead++)
        {
            if (feeds[lead] is not { Skew: 0, Scale.KeepsSamples: true } feed || feed.Offset != lead)
            {
                return false;
            }
        }

        return true;
    }

    private static void PutTogether(WfdbFeed?[] feeds, IReadOnlyList<int> missing, WfdbFrames frames, long first, int count)
    {
        for (int lead = 0; lead < feeds.Length; lead++)
        {
            int known = feeds[lead] is { } feed ? feed.CopyTo(frames, lead, first, count) : 0;
            frames.PutMissing(lead, known, count - known, missing[lead]);
        }

        frames.Flush(count);
    }

    // header(5): the number of samples may be omitted; then the shortest file determines it.
    private long LengthOf(WfdbWindow window)
    {
        if (_header.SampleCount is not { } promised)
        {
            return window.Length ?? long.MaxValue;
        }

        return window.Length < promised
            ? throw new RejectedException(
                RejectionReason.CorruptFile,
                $"{window.Group.FileName} ends after {window.Length} of the {Counted.Of(promised, "frame")} that {_header.FileName} names: "
                + "the file is cut short; upload it again.")
            : promised;
    }

    private void ReportRests(List<WfdbFileGroup> groups, List<WfdbSignalFile> open)
    {
        for (int i = 0; i < open.Count; i++)
        {
            if (open[i].GoesOn())
            {
                _issues.Add(_header.SampleCount is { } promised
                    ? $"{groups[i].FileName} continues after the {Counted.Of(promised, "frame")} that {_header.FileName} states"
                    : $"{groups[i].FileName} continues where another file of the record ends");
            }
        }
    }
}
