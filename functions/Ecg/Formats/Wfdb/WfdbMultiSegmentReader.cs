namespace Ecg.Formats.Wfdb;

/// <summary>Reads a multi-segment record as one recording, header(5) "Multi-segment records". Each instance is used once.</summary>
/// <param name="record">The record's own header.</param>
/// <param name="files">Opens the segments' headers and signal files.</param>
/// <param name="share">The budget of memory and disk.</param>
internal sealed class WfdbMultiSegmentReader(WfdbHeader record, IWfdbFiles files, ScratchShare share)
{
    /// <summary>
    /// The initial limit of missing samples of all leads together: one lead at 250 Hz for six days. Each sample
    /// read allows <see cref="MissingPerSample"/> more.
    /// </summary>
    private const long MaxMissing = 1L << 27;

    private const int MissingPerSample = 8;

    // The header of a recorder's segment has a dozen signals, and the longest records have some thousand segments.
    private const int MaxSignals = 1 << 18;

    private readonly Dictionary<string, WfdbHeader> _headers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<string> _issues = [];
    private long _known;
    private long _missing;

    /// <summary>Reads the record.</summary>
    public async Task<WfdbSamples> ReadAsync(CancellationToken cancellationToken)
    {
        await ReadHeadersAsync(cancellationToken).ConfigureAwait(false);
        var plan = WfdbSegmentPlan.Of(record, _headers, _issues);
        var buffer = new SampleBuffer(plan.Type, share);
        try
        {
            var frames = new WfdbFrames(buffer, plan.Signals.Count, plan.Layout.SamplesPerFrame);
            foreach (WfdbSegment segment in record.Segments)
            {
                await ReadSegmentAsync(segment, plan, frames, cancellationToken).ConfigureAwait(false);
            }

            return new WfdbSamples
            {
                Buffer = buffer,
                SampleCount = frames.SampleCount,
                Header = WfdbRecordReader.Described(plan.Describe(record), plan.Layout, frames, plan.Signals),
                SignalNames = plan.SignalNames,
                SignalPlaces = plan.Layout.Signals,
                Formats = plan.Formats,
                FrameRate = record.SamplingFrequency,
                Issues = _issues,
            };
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private async Task ReadHeadersAsync(CancellationToken cancellationToken)
    {
        int signals = 0;
        foreach (WfdbSegment segment in record.Segments)
        {
            if (segment.IsNull || _headers.ContainsKey(segment.RecordName))
            {
                continue;
            }

            WfdbHeader header = await ReadHeaderAsync(segment, cancellationToken).ConfigureAwait(false);
            signals += header.Signals.Count;
            if (signals > MaxSignals)
            {
                throw new RejectedException(
                    RejectionReason.TooLarge,
                    $"The segments of {record.FileName} have more than {MaxSignals} signals together, the limit: split the record.");
            }

            _headers.Add(segment.RecordName, header);
        }
    }

    private async Task<WfdbHeader> ReadHeaderAsync(WfdbSegment segment, CancellationToken cancellationToken)
    {
        string name = $"{WfdbFileName.Relative(segment.RecordName, record.FileName)}.hea";
        Stream stream = await files.OpenAsync(name, cancellationToken).ConfigureAwait(false) ?? throw new MissingFileException(name, record.FileName);
        await using (stream.ConfigureAwait(false))
        {
            var header = WfdbHeader.Read(stream, name, cancellationToken);
            Check(segment, header);

            // A segment's signal files are beside its header.
            string folder = name[..(name.LastIndexOf('/') + 1)];
            return header with
            {
                SampleCount = segment.SampleCount,
                Issues = [],
                Signals = [.. header.Signals.Select(signal => signal with { FileName = folder + signal.FileName })],
            };
        }
    }

    // header(5): a segment is an ordinary record, with the record's sampling frequency and the length in its line.
    private void Check(WfdbSegment segment, WfdbHeader header)
    {
        const double Tolerance = 1e-3;
        if (header.Segments.Count > 0)
        {
            throw Mismatch($"the segment {header.FileName} has segments itself, which header(5) does not allow");
        }

        if (header.HasSamplingFrequency
            && Math.Abs(header.SamplingFrequency - record.SamplingFrequency) > Tolerance * record.SamplingFrequency)
        {
            throw Mismatch(FormattableString.Invariant(
                $"the segment {header.FileName} has a sampling frequency of {header.SamplingFrequency} Hz, the record one of {record.SamplingFrequency} Hz"));
        }

        if (header.SampleCount is { } count && count != segment.SampleCount)
        {
            throw Mismatch($"{header.FileName} has {Counted.Of(count, "sample")}, its line in the record's header {segment.SampleCount}");
        }
    }

    private RejectedException Mismatch(string what) =>
        new(RejectionReason.HeaderMismatch, $"{record.FileName}: {what}. Correct the headers.");

    private async Task ReadSegmentAsync(WfdbSegment segment, WfdbSegmentPlan plan, WfdbFrames frames, CancellationToken cancellationToken)
    {
        if (segment.SampleCount == 0)
        {
            return;
        }

        IReadOnlyList<WfdbLeadSource?>? leads = segment.IsNull ? null : plan.SourcesIn(segment.RecordName);
        Int128 samples = (Int128)segment.SampleCount * plan.Signals.Count * plan.Layout.SamplesPerFrame;
        if (leads is null || !leads.Any(lead => lead is not null))
        {
            TakeMissing(samples);
            PutMissing(segment.SampleCount, plan, frames, cancellationToken);
            return;
        }

        // Samples that are read repeatedly count like missing ones.
        bool isNew = _read.Add(segment.RecordName);
        if (!isNew)
        {
            TakeMissing(samples);
        }

        await new WfdbSegmentReader(_headers[segment.RecordName], files, _issues)
            .ReadAsync(leads, plan.Missing, frames, cancellationToken).ConfigureAwait(false);
        _known += isNew ? (long)samples : 0;
    }

    private void TakeMissing(Int128 samples)
    {
        if (_missing + samples > MaxMissing + (MissingPerSample * (Int128)_known))
        {
            throw new RejectedException(
                RejectionReason.TooLarge,
                $"{record.FileName} describes {Counted.Of(_missing + samples, "sample")} in null or repeated segments, "
                + "too many to convert: split the record at its gaps.");
        }

        _missing += (long)samples;
    }

    private static void PutMissing(long count, WfdbSegmentPlan plan, WfdbFrames frames, CancellationToken cancellationToken)
    {
        for (long left = count; left > 0; left -= frames.BlockLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int now = (int)Math.Min(left, frames.BlockLength);
            for (int lead = 0; lead < plan.Signals.Count; lead++)
            {
                frames.PutMissing(lead, 0, now, plan.Missing[lead]);
            }

            frames.Flush(now);
        }
    }
}
