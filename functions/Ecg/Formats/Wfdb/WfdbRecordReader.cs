namespace Ecg.Formats.Wfdb;

/// <summary>Reads the samples of a WFDB record, ordinary or multi-segment, header(5) and signal(5).</summary>
public static class WfdbRecordReader
{
    /// <summary>
    /// Reads a record. Memory does not grow with its length: samples beyond <see cref="SampleBuffer.MemoryLimit"/> go to a
    /// temporary file.
    /// </summary>
    /// <param name="header">The record's header.</param>
    /// <param name="files">Opens the signal files, and the headers of segments.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The samples, which the caller must dispose.</returns>
    /// <exception cref="RejectedException">The record cannot be read as its headers describe it.</exception>
    /// <exception cref="MissingFileException">A file that a header names does not exist.</exception>
    /// <exception cref="IOException">A file cannot be read, or the temporary file cannot be written.</exception>
    public static Task<WfdbSamples> ReadAsync(WfdbHeader header, IWfdbFiles files, CancellationToken cancellationToken = default) =>
        ReadAsync(header, files, ScratchShare.Unlimited, cancellationToken);

    /// <summary>Reads a record within a budget of memory and disk.</summary>
    /// <inheritdoc cref="ReadAsync(WfdbHeader, IWfdbFiles, CancellationToken)"/>
    public static Task<WfdbSamples> ReadAsync(WfdbHeader header, IWfdbFiles files, ScratchShare share, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(files);
        return header.Segments.Count == 0
            ? ReadOrdinaryAsync(header, files, share, cancellationToken)
            : new WfdbMultiSegmentReader(header, files, share).ReadAsync(cancellationToken);
    }

    private static async Task<WfdbSamples> ReadOrdinaryAsync(
        WfdbHeader header, IWfdbFiles files, ScratchShare share, CancellationToken cancellationToken)
    {
        var issues = new List<string>();
        (WfdbLayout? layout, IReadOnlyList<WfdbSignal>? signals) = Layout(header, isLayoutSegment: false, issues);
        bool isWide = signals.Any(signal => WfdbFormat.IsWide(signal.Format));
        var sources = new WfdbLeadSource?[signals.Count];
        int[] missing = new int[signals.Count];
        for (int lead = 0; lead < signals.Count; lead++)
        {
            // Only format 8 can lack samples that skew requires beyond the file's end.
            missing[lead] = signals[lead].InvalidSample ?? int.MinValue;
            sources[lead] = new WfdbLeadSource(layout.Signals[lead], new WfdbScale(signals[lead].InvalidSample, missing[lead], Physical: null));
        }

        var buffer = new SampleBuffer(isWide ? SampleType.Int32 : SampleType.Int16, share);
        try
        {
            var frames = new WfdbFrames(buffer, signals.Count, layout.SamplesPerFrame);
            await new WfdbSegmentReader(header, files, issues).ReadAsync(sources, missing, frames, cancellationToken).ConfigureAwait(false);
            return new WfdbSamples
            {
                Buffer = buffer,
                SampleCount = frames.SampleCount,
                Header = Described(header, layout, frames, [.. signals.Select(signal => AsRead(signal, header))]),
                SignalNames = [.. header.Signals.Select(signal => signal.Description)],
                SignalPlaces = layout.Signals,
                Formats = [.. signals.Select(signal => signal.Format).Distinct().Order()],
                FrameRate = header.SamplingFrequency,
                Issues = issues,
            };
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>Selects the signals that become the leads.</summary>
    internal static (WfdbLayout Layout, IReadOnlyList<WfdbSignal> Signals) Layout(WfdbHeader header, bool isLayoutSegment, List<string> issues)
    {
        var layout = WfdbLayout.Of(header, isLayoutSegment, issues);
        return (layout, [.. layout.Signals.Select(place => header.Signals[place])]);
    }

    /// <summary>Returns the header for <see cref="WfdbSamples.Header"/>.</summary>
    internal static WfdbHeader Described(WfdbHeader header, WfdbLayout layout, WfdbFrames frames, IReadOnlyList<WfdbSignal> signals) => header with
    {
        Signals = [.. signals.Select(signal => signal with { SamplesPerFrame = 1, Skew = 0, ByteOffset = 0 })],
        Segments = [],
        SampleCount = frames.SampleCount,
        SamplingFrequency = header.SamplingFrequency * layout.SamplesPerFrame,
    };

    // A skewed signal lacks its first samples in the buffer, so neither the initial value nor the checksum applies;
    // header(5): a checksum over an unknown number of samples is a placeholder.
    private static WfdbSignal AsRead(WfdbSignal signal, WfdbHeader header) => signal with
    {
        InitialValue = signal.Skew == 0 ? signal.InitialValue : null,
        Checksum = signal.Skew == 0 && header.SampleCount is not null ? signal.Checksum : null,
        Format = signal is { Skew: > 0, Format: WfdbFormat.Difference8 } ? 32 : signal.Format,
    };
}
