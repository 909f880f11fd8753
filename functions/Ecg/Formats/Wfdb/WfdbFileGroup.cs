namespace Ecg.Formats.Wfdb;

/// <summary>The signals in one file, a group in header(5).</summary>
internal sealed class WfdbFileGroup
{
    private readonly Dictionary<int, (long Offset, int Skew)> _wanted = [];

    private WfdbFileGroup(WfdbPacking packing, IReadOnlyList<WfdbSignal> signals) => (Packing, Signals) = (packing, signals);

    /// <summary>The file's name in the header.</summary>
    public string FileName => Signals[0].FileName;

    /// <summary>The packing of the samples in the file.</summary>
    public WfdbPacking Packing { get; }

    /// <summary>All signals of the file, in order.</summary>
    public IReadOnlyList<WfdbSignal> Signals { get; }

    /// <summary>The number of samples in a frame of the file, according to the header.</summary>
    public long FrameSize { get; private set; }

    /// <summary>The largest skew of a selected signal, in frames.</summary>
    public int Skew { get; private set; }

    /// <summary>Collects the signals of a file.</summary>
    /// <param name="header">The header's name, for error messages.</param>
    /// <param name="signals">The signals of the file with their indices in the header, in order.</param>
    /// <param name="wanted">The indices of the selected signals.</param>
    /// <exception cref="RejectedException">The format is unsupported, or the signals contradict each other.</exception>
    public static WfdbFileGroup Of(string header, IReadOnlyList<(WfdbSignal Signal, int Place)> signals, IReadOnlySet<int> wanted)
    {
        WfdbSignal first = signals[0].Signal;
        if (signals.Any(item => item.Signal.Format != first.Format || item.Signal.ByteOffset != first.ByteOffset))
        {
            throw new RejectedException(
                RejectionReason.HeaderMismatch,
                $"{header} gives the signals of {first.FileName} different formats or byte offsets, but a file has one of each: correct the header.");
        }

        WfdbPacking packing = WfdbPacking.Of(first.Format) ?? throw new RejectedException(
            RejectionReason.UnsupportedFormat,
            $"{first.FileName} is in format {first.Format}, FLAC, which is not supported: convert the record to format 16 with xform or wfdb.wrsamp.");
        var group = new WfdbFileGroup(packing, [.. signals.Select(item => item.Signal)]);
        foreach ((WfdbSignal? signal, int place) in signals)
        {
            if (wanted.Contains(place))
            {
                group._wanted.Add(place, (group.FrameSize, signal.Skew));
                group.Skew = Math.Max(group.Skew, signal.Skew);
            }

            group.FrameSize += signal.SamplesPerFrame;
        }

        return group;
    }

    /// <summary>Returns the offset of a signal's samples in a frame, and its first frame.</summary>
    /// <returns><see langword="null"/> for a signal of another file.</returns>
    public (long Offset, int Skew)? Find(int place) => _wanted.TryGetValue(place, out (long Offset, int Skew) found) ? found : null;
}
