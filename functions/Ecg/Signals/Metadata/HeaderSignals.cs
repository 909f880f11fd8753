using Ecg.Formats.Wfdb;

namespace Ecg.Signals.Metadata;

/// <summary>The part of a header that describes one MAT-file.</summary>
/// <param name="Header">The header.</param>
/// <param name="Signals">The signals of the file, at least one.</param>
/// <param name="NameFile">Whether the signals' lines name the file, so that their storage format is the file's.</param>
internal sealed record HeaderSignals(WfdbHeader Header, IReadOnlyList<WfdbSignal> Signals, bool NameFile)
{
    /// <summary>The number of samples of each signal, or <see langword="null"/> if the header does not state it.</summary>
    public long? SampleCount => Header.SampleCount is { } frames
        ? (long)Int128.Min((Int128)frames * Signals[0].SamplesPerFrame, long.MaxValue)
        : null;

    /// <summary>
    /// Finds the signals of a file. Those whose lines name it count; where none does, as with renamed files, all count.
    /// </summary>
    /// <returns><see langword="null"/> if the header has no signal at all.</returns>
    /// <exception cref="RejectedException">
    /// The header is that of a multi-segment record, or the signals have different rates, which one matrix cannot hold.
    /// </exception>
    public static HeaderSignals? Of(WfdbHeader header, string fileName, IssueList issues)
    {
        if (header.Segments.Count > 0)
        {
            throw new RejectedException(
                RejectionReason.HeaderMismatch,
                $"{header.FileName} describes a record of {Counted.Of(header.Segments.Count, "segment")}, not one MAT-file: "
                + "put the header of the segment itself beside the MAT-file.");
        }

        if (header.Signals.Count == 0)
        {
            issues.Add($"{header.FileName} has no signals");
            return null;
        }

        var named = header.Signals.Where(signal => IsName(signal.FileName, fileName)).ToList();
        HeaderSignals found = named.Count > 0
            ? new HeaderSignals(header, named, NameFile: true)
            : new HeaderSignals(header, header.Signals, NameFile: false);
        if (!found.NameFile)
        {
            issues.Add($"{header.FileName} names {OneLine.Quote(header.Signals[0].FileName)}, not this file");
        }

        return found.Signals.All(signal => signal.SamplesPerFrame == found.Signals[0].SamplesPerFrame)
            ? found
            : throw new RejectedException(
                RejectionReason.HeaderMismatch,
                $"{header.FileName} has signals of different numbers of samples per frame, which one matrix cannot hold: "
                + "convert the record with wfdb2mat at one rate.");
    }

    private static bool IsName(string nameInHeader, string fileName) =>
        nameInHeader.AsSpan(nameInHeader.LastIndexOfAny(['/', '\\']) + 1).Equals(fileName, StringComparison.OrdinalIgnoreCase);
}
