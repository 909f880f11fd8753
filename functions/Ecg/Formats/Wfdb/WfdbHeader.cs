namespace Ecg.Formats.Wfdb;

/// <summary>The header of a WFDB record, <c>RECORD.hea</c>, header(5), defaults filled in.</summary>
public sealed record WfdbHeader
{
    /// <summary>The sampling frequency of a record that names none, in Hz.</summary>
    public const double DefaultSamplingFrequency = 250;

    /// <summary>What messages call the header.</summary>
    public required string FileName { get; init; }

    /// <summary>The record's name.</summary>
    public required string RecordName { get; init; }

    /// <summary>The number of frames a second, as the header has it: 250 where it names none.</summary>
    public double SamplingFrequency { get; init; } = DefaultSamplingFrequency;

    /// <summary>Whether the record line has a sampling frequency.</summary>
    public bool HasSamplingFrequency { get; init; }

    /// <summary>The number of counter ticks a second: the sampling frequency where the header names none.</summary>
    public double CounterFrequency { get; init; } = DefaultSamplingFrequency;

    /// <summary>The counter's value at sample 0.</summary>
    public double BaseCounter { get; init; }

    /// <summary>The number of frames; <see langword="null"/> if the header names none or 0.</summary>
    public long? SampleCount { get; init; }

    /// <summary>The time of day of sample 0; <see langword="null"/> if the header names none.</summary>
    public TimeOnly? BaseTime { get; init; }

    /// <summary>The date of sample 0; <see langword="null"/> if the header names none.</summary>
    public DateOnly? BaseDate { get; init; }

    /// <summary>The number of signals, which a multi-segment record has without a line of each.</summary>
    public int SignalCount { get; init; }

    /// <summary>The segments of a multi-segment record, header(5) "Multi-segment records"; none in an ordinary one.</summary>
    public IReadOnlyList<WfdbSegment> Segments { get; init; } = [];

    /// <summary>The signals in the order of the header; none where there are <see cref="Segments"/>, whose own headers have them.</summary>
    public required IReadOnlyList<WfdbSignal> Signals { get; init; }

    /// <summary>Whether the header stands beside MAT-files, as wfdb2mat writes it: their names are those of the signal files.</summary>
    internal bool DescribesMatFile => Signals.Count > 0 && Signals.All(signal => signal.FileName.EndsWith(".mat", StringComparison.OrdinalIgnoreCase));

    /// <summary>The comments without their <c>#</c> and the blanks around them, empty ones left out.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>What was found wanting without being an error, one short phrase each.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>Reads a header.</summary>
    /// <param name="stream">The header's bytes in ASCII, UTF-8, UTF-16 with a byte order mark, or Windows-1252. It is not disposed.</param>
    /// <param name="fileName">What messages call the header, such as <c>A0001.hea</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RejectedException">
    /// The bytes are no header, a header with a wrong line, or more than 1 MiB (<see cref="RejectionReason.HeaderMismatch"/>).
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
