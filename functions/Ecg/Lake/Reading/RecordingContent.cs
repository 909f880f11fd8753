using Ecg.Annotations;
using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals;
using Ecg.Signals.Metadata;
using Ecg.Signals.Selection;

namespace Ecg.Lake.Reading;

/// <summary>What was read of a recording: as much as possible, so that a rejected one can be inspected too.</summary>
public sealed class RecordingContent : IDisposable
{
    /// <summary>The MAT-file's own description; <see langword="null"/> if it cannot be read to its end.</summary>
    public MatFileInfo? File { get; internal set; }

    /// <summary>The file's format, such as <c>mat-v4</c>; <see langword="null"/> if it cannot be read to its end.</summary>
    public string? Format { get; internal set; }

    /// <summary>The MAT-file's variables, up to the first that cannot be read.</summary>
    public IReadOnlyList<MatVariable> Variables { get; internal set; } = [];

    /// <summary>The header beside the recording; <see langword="null"/> if there is none that can be read.</summary>
    public WfdbHeader? Header { get; internal set; }

    /// <summary>The metadata of the recording's dataset; <see langword="null"/> if there is none that can be read.</summary>
    public DatasetMetadata? Dataset { get; internal set; }

    /// <summary>The signal's samples and path; <see langword="null"/> if there is no signal. Disposed together with this object.</summary>
    public SelectedSignal? Signal { get; internal set; }

    /// <summary>Hints about files near the recording that are not used, one short phrase each.</summary>
    internal List<string> Hints { get; } = [];

    /// <summary>The budget of memory and disk for samples.</summary>
    internal ScratchShare Share { get; init; } = ScratchShare.Unlimited;

    /// <summary>The recording, whose samples are in <see cref="Signal"/>; <see langword="null"/> if it is rejected.</summary>
    public Recording? Recording { get; internal set; }

    /// <summary>The first problem that rejects the recording; <see langword="null"/> if there is none.</summary>
    public RejectedException? Rejection { get; private set; }

    /// <summary>A file that a WFDB record names and that does not exist; <see langword="null"/> if the record is complete.</summary>
    public MissingFileException? Missing { get; internal set; }

    /// <summary>The annotations from the annotation files beside a WFDB record.</summary>
    public IReadOnlyList<Annotation> Annotations { get; internal set; } = [];

    /// <summary>
    /// Whether the header names no file and no segment, or cannot be read: it may then belong to a MAT-file that has not
    /// arrived yet.
    /// </summary>
    internal bool DescribesNoFile => Header is null or { Signals.Count: 0, Segments.Count: 0 };

    /// <summary>The files that were read in addition to the recording's key; <see langword="null"/> for none.</summary>
    internal RecordFiles? Files { get; set; }

    /// <inheritdoc/>
    public void Dispose() => Signal?.Dispose();

    internal void Reject(RejectedException rejection) => Rejection ??= rejection;
}
