using Ecg.Annotations;

namespace Ecg.Cli.Querying;

/// <summary>A missing, flat, clipped or noisy stretch of a recording: a row of <c>annotations</c>.</summary>
/// <param name="Lead">The lead's name; <see langword="null"/> for all leads.</param>
/// <param name="Kind">The kind, one of <see cref="AnnotationKind"/>.</param>
/// <param name="Start">The first sample.</param>
/// <param name="End">The first sample after it.</param>
internal sealed record LakeStretch(string? Lead, string Kind, long Start, long End)
{
    /// <summary>The kind as text.</summary>
    public string Name => Kind switch
    {
        AnnotationKind.Missing => "missing samples",
        AnnotationKind.Flat => "flat line",
        AnnotationKind.Clipped => "clipping",
        _ => Kind,
    };
}
