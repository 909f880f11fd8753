using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals.Selection;

namespace Ecg.Signals.Metadata;

/// <summary>The sources that a recording is built from.</summary>
internal sealed record RecordingSources
{
    /// <summary>The MAT-file's name without its folder, by which a header refers to it: <c>A0001.mat</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>The format of the file, such as <c>mat-v4</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The array that holds the signal.</summary>
    public required SelectedSignal Signal { get; init; }

    /// <summary>The variables of the file.</summary>
    public IReadOnlyList<MatVariable> Variables { get; init; } = [];

    /// <summary>The header beside the file, or <see langword="null"/>.</summary>
    public WfdbHeader? Header { get; init; }

    /// <summary>The metadata of the dataset, or <see langword="null"/>.</summary>
    public DatasetMetadata? Dataset { get; init; }

    /// <summary>Hints about files near the recording that are not used, one short phrase each.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The metadata to use if no other source states it.</summary>
    public ConversionDefaults Defaults { get; init; } = ConversionDefaults.None;
}
