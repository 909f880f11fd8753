using Ecg.Annotations;

namespace Ecg.Cli.Querying;

/// <summary>A stretch of a recording in which the pipeline found something wrong: a row of <c>annotations</c>.</summary>
/// <param name="Lead">The lead's name; <see langword="null"/> where it holds for all.</param>
/// <param name="Kind">What it is, as <see cref="AnnotationKind"/> has it.</param>
/// <param name="Start">The first sample.</param>
/// <param name="End">The first sample behind it.</param>
internal sealed record LakeStretch(string? Lead, string Kind, long Start, long End)
{
    /// <summary>What it is in words.</summary>
    public string Name => Kind switch
    {
        AnnotationKind.Missing => "missing samples",
        AnnotationKind.Flat => "flat line",
        AnnotationKind.Clipped => "clipping",
        _ => Kind,
    };
}
