using Ecg.Formats;

namespace Ecg.Signals.Metadata;

/// <summary>The metadata that a dataset's recordings share: <c>dataset.json</c> at its root.</summary>
public sealed record DatasetMetadata
{
    /// <summary>The file's name in messages.</summary>
    public required string FileName { get; init; }

    /// <summary>The path of the signal in MATLAB's syntax, such as <c>EEG.data</c>: <c>signal</c>.</summary>
    public string? Signal { get; init; }

    /// <summary>The sampling rate in Hz: <c>sampling_rate_hz</c>, <c>sampling_rate</c> or <c>fs</c>.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The gain in adu per unit, one for all leads or one for each: <c>adc_gain</c> or <c>gain</c>.</summary>
    public IReadOnlyList<double>? Gains { get; init; }

    /// <summary>The ADC value of 0 units, one for all leads or one for each: <c>adc_baseline</c> or <c>baseline</c>.</summary>
    public IReadOnlyList<int>? Baselines { get; init; }

    /// <summary>The unit, one for all leads or one for each: <c>units</c> or <c>unit</c>.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>The names of the leads: <c>leads</c>.</summary>
    public IReadOnlyList<string>? Leads { get; init; }

    /// <summary>The age in years: <c>age</c>.</summary>
    public double? Age { get; init; }

    /// <summary>The sex: <c>sex</c> or <c>gender</c>.</summary>
    public string? Sex { get; init; }

    /// <summary>The start of the recordings by the recorder's clock: <c>recorded_at</c>, ISO 8601.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The diagnoses: <c>diagnoses</c>.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    /// <summary>Free comments: <c>comments</c>.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Problems that are not errors, one short phrase each.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>Reads the file. Comments and trailing commas are allowed; unknown keys are ignored.</summary>
    /// <param name="stream">The bytes, JSON in UTF-8. The stream is not disposed.</param>
    /// <param name="fileName">The file's name in messages, such as <c>icu/dataset.json</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RejectedException">
    /// The bytes are not a JSON object, a known key has a value of the wrong type, or the file exceeds 1 MiB
    /// (<see cref="RejectionReason.HeaderMismatch"/>).
    /// </exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static DatasetMetadata Read(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        byte[] bytes = SmallFile.Read(stream, fileName, cancellationToken);
        return new DatasetMetadataParser(fileName, bytes).Parse();
    }
}
