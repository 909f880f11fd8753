namespace Ecg.Cli.Plot.Layout;

/// <summary>What <see cref="EcgPlot"/> draws. Whatever is not known is left out of the picture.</summary>
internal sealed record PlotRequest
{
    /// <summary>How many seconds a plot shows unless more are asked for: the length of a resting ECG and of a line of paper.</summary>
    public const double DefaultSeconds = 10;

    /// <summary>The density of ECG recorders, 8 dots a millimetre, in dots per inch: every line of the paper falls on whole pixels.</summary>
    public const double DefaultDotsPerInch = 203.2;

    /// <summary>The least density at which the paper's lines can be told apart.</summary>
    public const double MinDotsPerInch = 50;

    /// <summary>The greatest density; beyond it the largest page would need hundreds of megabytes.</summary>
    public const double MaxDotsPerInch = 300;

    /// <summary>The name of the recording: the picture's heading.</summary>
    public required string RecordId { get; init; }

    /// <summary>The leads in the order in which they are to be drawn, at least one. They need not be of one length.</summary>
    public required IReadOnlyList<PlotLead> Leads { get; init; }

    /// <summary>The sampling rate in Hz, more than 0; <see langword="null"/> where it is unknown, and the axis counts samples.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The place of the first sample within the recording, from 0; the time axis starts there.</summary>
    public long FirstSample { get; init; }

    /// <summary>The number of samples of the whole recording, to say how much of it is shown; <see langword="null"/> where unknown.</summary>
    public long? RecordSamples { get; init; }

    /// <summary>When the recording began; <see langword="null"/> where that is unknown.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The age in years; <see langword="null"/> where it is unknown.</summary>
    public double? Age { get; init; }

    /// <summary>The sex in words; <see langword="null"/> where it is unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>The diagnoses: words, or SNOMED CT codes, which are explained where <see cref="DiagnosisName"/> knows them.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    /// <summary>The recording's quality, and what led to it; <see langword="null"/> where the lake does not say.</summary>
    public string? Quality { get; init; }

    /// <summary>The beats per minute of the whole recording; <see langword="null"/> where they are unknown.</summary>
    public double? HeartRateBpm { get; init; }

    /// <summary>The samples of the R peaks that are marked, counted from the first sample that is drawn, in order.</summary>
    public IReadOnlyList<int> Beats { get; init; } = [];

    /// <summary>The paper speed in mm/s.</summary>
    public double Speed { get; init; } = TimeScale.StandardSpeed;

    /// <summary>The gain in mm/mV of every lead in millivolts; <see langword="null"/> for one that fits each.</summary>
    public double? Amplitude { get; init; }

    /// <summary>Further remarks for the foot of the page, such as the recording's issues.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The form of the output.</summary>
    public PlotFormat Format { get; init; } = PlotFormat.Png;

    /// <summary>The density of a PNG in dots per inch, and the fineness to which an SVG's traces are reduced.</summary>
    public double DotsPerInch { get; init; } = DefaultDotsPerInch;
}
