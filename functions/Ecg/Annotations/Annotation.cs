namespace Ecg.Annotations;

/// <summary>An annotation of a recording: a beat, a rhythm, a gap, a stretch of noise.</summary>
/// <param name="Source"><see cref="AnnotationSource.Pipeline"/>, or the extension of the annotation file: <c>atr</c>.</param>
/// <param name="Kind">The kind, one of <see cref="AnnotationKind"/>.</param>
/// <param name="Start">The first sample, from 0; for a beat, its R peak.</param>
/// <param name="End">The first sample after it; for a point, such as a beat, the same as <paramref name="Start"/>.</param>
public sealed record Annotation(string Source, string Kind, long Start, long End)
{
    /// <summary>WFDB's symbol, annot(5): <c>N</c> or <c>V</c> for beats, <c>+</c> for rhythms; <see langword="null"/> if there is none.</summary>
    public string? Symbol { get; init; }

    /// <summary>The name of the lead; <see langword="null"/> if it concerns all leads.</summary>
    public string? Lead { get; init; }

    /// <summary>The interval from the previous beat in ms; <see langword="null"/> for the first beat and across a gap.</summary>
    public double? RrMs { get; init; }

    /// <summary>A short phrase: the rhythm's name, or an annotation's text.</summary>
    public string? Note { get; init; }
}
