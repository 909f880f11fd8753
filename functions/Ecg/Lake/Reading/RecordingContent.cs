using Ecg.Annotations;
using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals;
using Ecg.Signals.Metadata;
using Ecg.Signals.Selection;

namespace Ecg.Lake.Reading;

/// <summary>What was read of a recording: as much as can be, so that a rejected one can be shown too.</summary>
public sealed class RecordingContent : IDisposable
{
    /// <summary>What the MAT-file says of itself; <see langword="null"/> where it cannot be read to its end.</summary>
    public MatFileInfo? File { get; internal set; }

    /// <summary>The form of the file, such as <c>mat-v4</c>; <see langword="null"/> where it cannot be read to its end.</summary>
    public string? Format { get; internal set; }

    /// <summary>The MAT-file's variables, as far as it can be read.</summary>
    public IReadOnlyList<MatVariable> Variables { get; internal set; } = [];

    /// <summary>The header beside the recording; <see langword="null"/> where there is none, or none that can be read.</summary>
    public WfdbHeader? Header { get; internal set; }

    /// <summary>The metadata of the recording's dataset; <see langword="null"/> where there are none, or none that can be read.</summary>
    public DatasetMetadata? Dataset { get; internal set; }

    /// <summary>The samples and where they were found; <see langword="null"/> where there is no signal. Disposed of with this object.</summary>
    public SelectedSignal? Signal { get; internal set; }

    /// <summary>What is to be said of files near the recording that are not used, one short phrase each.</summary>
    internal List<string> Hints { get; } = [];

    /// <summary>What the samples take memory and disk of.</summary>
    internal ScratchShare Share { get; init; } = ScratchShare.Unlimited;

    /// <summary>The recording, whose samples lie in <see cref="Signal"/>; <see langword="null"/> where it is rejected.</summary>
    public Recording? Recording { get; internal set; }

    /// <summary>Why the recording is rejected: the first thing that is wrong; <see langword="null"/> where it is not.</summary>
    public RejectedException? Rejection { get; private set; }

    /// <summary>The file that a WFDB record names and that is not there; <see langword="null"/> where it is whole.</summary>
    public MissingFileException? Missing { get; internal set; }

    /// <summary>What the annotation files beside a WFDB record say of it.</summary>
    public IReadOnlyList<Annotation> Annotations { get; internal set; } = [];

    /// <summary>The memory of <see cref="Annotations"/>; <see langword="null"/> where none were read.</summary>
    internal WfdbAnnotationBudget? AnnotationMemory { get; set; }

    /// <summary>
    /// Whether the header names no file and no segment, or cannot be read: alone it may as well be that of a MAT-file that
    /// is still to come.
    /// </summary>
    internal bool DescribesNoFile => Header is null or { Signals.Count: 0, Segments.Count: 0 };

    /// <summary>The files that were read beside the one of the recording's key; <see langword="null"/> where that is all.</summary>
    internal RecordFiles? Files { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Signal?.Dispose();
        AnnotationMemory?.Dispose();
    }

    internal void Reject(RejectedException rejection) => Rejection ??= rejection;
}
