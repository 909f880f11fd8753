using Ecg.Formats.Mat;

namespace Ecg.Cli.Demo;

/// <summary>The specification of a demonstration recording, without its samples.</summary>
internal sealed record DemoRecording
{
    /// <summary>The folder, which is the name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>A short description of what it shows.</summary>
    public required string Description { get; init; }

    /// <summary>The format of the MAT-file.</summary>
    public required MatFormat Format { get; init; }

    /// <summary>Whether its numbers are big-endian, as workstations wrote them; for Level 4 files with a header.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>The layout of the recording in its file.</summary>
    public required DemoLayout Layout { get; init; }

    /// <summary>The rhythm and its parameters.</summary>
    public required EcgModelSettings Model { get; init; }

    /// <summary>The names of the leads.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>The recorder's gain in ADC units for a millivolt.</summary>
    public int Gain { get; init; } = 1000;

    /// <summary>The ADC value of 0 mV.</summary>
    public int Baseline { get; init; }

    /// <summary>The recorder's resolution in bits, with <see cref="Baseline"/> in the middle of its range.</summary>
    public int Resolution { get; init; } = 16;

    /// <summary>The start of the recording; <see langword="null"/> if the file does not state it.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The age in years; <see langword="null"/> if the file does not state it.</summary>
    public int? Age { get; init; }

    /// <summary>The sex as a word; <see langword="null"/> if the file does not state it.</summary>
    public string? Sex { get; init; }

    /// <summary>The diagnoses as SNOMED CT codes, according to the model's settings.</summary>
    public IReadOnlyList<long> Diagnoses { get; init; } = [];

    /// <summary>The defect.</summary>
    public DemoDefect Defect { get; init; }

    /// <summary>The key of its MAT-file in the raw folder.</summary>
    public string Key => $"{Dataset}/{Name}.mat";

    /// <summary>Whether there is a WFDB header beside the MAT-file.</summary>
    public bool HasHeader => Layout == DemoLayout.WithHeader && Defect != DemoDefect.NoMatFile;
}
