namespace Ecg.Cli.Plot.Layout;

/// <summary>A request to draw a part of a recording. Unknown values are left out.</summary>
internal sealed record PlotRequest
{
    /// <summary>The default number of seconds: the length of a resting ECG and of a line of paper.</summary>
    public const double DefaultSeconds = 10;

    /// <summary>The density of ECG recorders, 8 dots a millimetre, in dots per inch: every line of the paper falls on whole pixels.</summary>
    public const double DefaultDotsPerInch = 203.2;

    /// <summary>The minimum density at which the paper's lines can be distinguished.</summary>
    public const double MinDotsPerInch = 50;

    /// <summary>The maximum density; beyond it, the largest page would need hundreds of megabytes.</summary>
    public const double MaxDotsPerInch = 300;

    /// <summary>The name of the recording, used as the heading.</summary>
    public required string RecordId { get; init; }

    /// <summary>The leads in drawing order, at least one. Their lengths may differ.</summary>
    public required IReadOnlyList<PlotLead> Leads { get; init; }

    /// <summary>The sampling rate in Hz, more than 0; <see langword="null"/> if it is unknown, and the axis counts samples.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The index of the first sample within the recording, from 0; the time axis starts there.</summary>
    public long FirstSample { get; init; }

    /// <summary>The number of samples of the whole recording; <see langword="null"/> if it is unknown.</summary>
    public long? RecordSamples { get; init; }

    /// <summary>The start of the recording; <see langword="null"/> if it is unknown.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The age in years; <see langword="null"/> if it is unknown.</summary>
    public double? Age { get; init; }

    /// <summary>The sex in words; <see langword="null"/> if it is unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>The diagnoses: words, or SNOMED CT codes, which are explained if <see cref="DiagnosisName"/> knows them.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    /// <summary>The recording's quality with the reasons; <see langword="null"/> if it is unknown.</summary>
    public string? Quality { get; init; }

    /// <summary>The heart rate of the whole recording in beats per minute; <see langword="null"/> if it is unknown.</summary>
    public double? HeartRateBpm { get; init; }

    /// <summary>The samples of the R peaks to mark, relative to the first sample drawn, in order.</summary>
    public IReadOnlyList<int> Beats { get; init; } = [];

    /// <summary>The paper speed in mm/s.</summary>
    public double Speed { get; init; } = TimeScale.StandardSpeed;

    /// <summary>The gain in mm/mV of every lead in millivolts; <see langword="null"/> to choose one that fits each.</summary>
    public double? Amplitude { get; init; }

    /// <summary>Further remarks for the foot of the page, such as the recording's issues.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The output format.</summary>
    public PlotFormat Format { get; init; } = PlotFormat.Png;

    /// <summary>The density of a PNG in dots per inch, and the resolution to which an SVG's traces are reduced.</summary>
    public double DotsPerInch { get; init; } = DefaultDotsPerInch;
}
