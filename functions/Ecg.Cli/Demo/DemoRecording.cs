using Ecg.Formats.Mat;

namespace Ecg.Cli.Demo;

/// <summary>The plan of a demonstration recording: everything about it but its samples.</summary>
internal sealed record DemoRecording
{
    /// <summary>The folder, which is the name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>What there is to see in it, in a few words.</summary>
    public required string Description { get; init; }

    /// <summary>The form of the MAT-file.</summary>
    public required MatFormat Format { get; init; }

    /// <summary>Whether its numbers are big-endian, as workstations wrote them; for Level 4 files with a header.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>How the recording lies in its file.</summary>
    public required DemoLayout Layout { get; init; }

    /// <summary>What the heart does.</summary>
    public required EcgModelSettings Model { get; init; }

    /// <summary>The names of the leads.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>The recorder's gain in ADC units for a millivolt.</summary>
    public int Gain { get; init; } = 1000;

    /// <summary>The ADC value of 0 mV.</summary>
    public int Baseline { get; init; }

    /// <summary>The recorder's resolution in bits, with <see cref="Baseline"/> in the middle of its range.</summary>
    public int Resolution { get; init; } = 16;

    /// <summary>When the recording began; <see langword="null"/> where the file does not say.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The age in years; <see langword="null"/> where the file does not say.</summary>
    public int? Age { get; init; }

    /// <summary>The sex in words; <see langword="null"/> where the file does not say.</summary>
    public string? Sex { get; init; }

    /// <summary>The diagnoses as SNOMED CT codes: what the model was set to.</summary>
    public IReadOnlyList<long> Diagnoses { get; init; } = [];

    /// <summary>What is wrong with it.</summary>
    public DemoDefect Defect { get; init; }

    /// <summary>The key of its MAT-file in the raw folder.</summary>
    public string Key => $"{Dataset}/{Name}.mat";

    /// <summary>Whether a WFDB header stands beside the MAT-file.</summary>
    public bool HasHeader => Layout == DemoLayout.WithHeader && Defect != DemoDefect.NoMatFile;
}
