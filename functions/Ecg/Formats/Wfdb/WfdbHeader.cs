namespace Ecg.Formats.Wfdb;

/// <summary>The header of a WFDB record, <c>RECORD.hea</c>, header(5), with defaults applied.</summary>
public sealed record WfdbHeader
{
    /// <summary>The default sampling frequency in Hz.</summary>
    public const double DefaultSamplingFrequency = 250;

    /// <summary>The header's name in messages.</summary>
    public required string FileName { get; init; }

    /// <summary>The record's name.</summary>
    public required string RecordName { get; init; }

    /// <summary>The number of frames per second; 250 if the header does not state it.</summary>
    public double SamplingFrequency { get; init; } = DefaultSamplingFrequency;

    /// <summary>Whether the record line has a sampling frequency.</summary>
    public bool HasSamplingFrequency { get; init; }

    /// <summary>The number of counter ticks per second; the sampling frequency if the header does not state it.</summary>
    public double CounterFrequency { get; init; } = DefaultSamplingFrequency;

    /// <summary>The counter's value at sample 0.</summary>
    public double BaseCounter { get; init; }

    /// <summary>The number of frames; <see langword="null"/> if the header does not state it or states 0.</summary>
    public long? SampleCount { get; init; }

    /// <summary>The time of day of sample 0; <see langword="null"/> if the header does not state it.</summary>
    public TimeOnly? BaseTime { get; init; }

    /// <summary>The date of sample 0; <see langword="null"/> if the header does not state it.</summary>
    public DateOnly? BaseDate { get; init; }

    /// <summary>The number of signals; a multi-segment record does not have a line for each.</summary>
    public int SignalCount { get; init; }

    /// <summary>The segments of a multi-segment record, header(5) "Multi-segment records"; empty for an ordinary one.</summary>
    public IReadOnlyList<WfdbSegment> Segments { get; init; } = [];

    /// <summary>The names of the headers of the <see cref="Segments"/>, relative to this header's folder, each once; a null segment has none.</summary>
    public IEnumerable<string> SegmentHeaders => Segments
        .Where(segment => !segment.IsNull)
        .Select(segment => segment.RecordName.Replace('\\', '/') + PipelineContract.HeaderSuffix)
        .Distinct(StringComparer.Ordinal);

    /// <summary>The signals in header order; empty if there are <see cref="Segments"/>, whose headers describe them.</summary>
    public required IReadOnlyList<WfdbSignal> Signals { get; init; }

    /// <summary>Whether the signal files are MAT-files, as in wfdb2mat's headers.</summary>
    internal bool DescribesMatFile => Signals.Count > 0 && Signals.All(signal => signal.FileName.EndsWith(".mat", StringComparison.OrdinalIgnoreCase));

    /// <summary>The comments without <c>#</c>, trimmed, without empty ones.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Problems that are not errors, one short phrase each.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>Reads a header.</summary>
    /// <param name="stream">The header's bytes in ASCII, UTF-8, UTF-16 with a byte order mark, or Windows-1252. The stream is not disposed.</param>
    /// <param name="fileName">The header's name in messages, such as <c>A0001.hea</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RejectedException">
    /// The bytes are not a header, a line is invalid, or they exceed 1 MiB (<see cref="RejectionReason.HeaderMismatch"/>).
    /// </exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static WfdbHeader Read(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        byte[] bytes = SmallFile.Read(stream, fileName, cancellationToken);
        if (StandInFile.Describe(bytes) is { } standIn)
        {
            throw new RejectedException(RejectionReason.HeaderMismatch, $"{fileName} is {standIn}.");
        }

        return new WfdbHeaderParser(fileName).Parse(WfdbText.Decode(bytes));
    }
}
