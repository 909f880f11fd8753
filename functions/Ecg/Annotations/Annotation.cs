namespace Ecg.Annotations;

/// <summary>One thing found at a place of a recording: a beat, a change of rhythm, a gap, a stretch of noise.</summary>
/// <param name="Source"><see cref="AnnotationSource.Pipeline"/>, or the extension of the annotation file: <c>atr</c>.</param>
/// <param name="Kind">What it is, one of <see cref="AnnotationKind"/>.</param>
/// <param name="Start">The first sample, from 0; of a beat its R peak.</param>
/// <param name="End">The first sample behind it; of a point, such as a beat, the same as <paramref name="Start"/>.</param>
public sealed record Annotation(string Source, string Kind, long Start, long End)
{
    /// <summary>WFDB's symbol, annot(5): <c>N</c>, <c>V</c> of beats, <c>+</c> of rhythms; <see langword="null"/> for what has none.</summary>
    public string? Symbol { get; init; }

    /// <summary>The name of the lead that it was found in; <see langword="null"/> where it holds for all.</summary>
    public string? Lead { get; init; }

    /// <summary>The interval to the beat before in ms; <see langword="null"/> where there is none, or a gap between.</summary>
    public double? RrMs { get; init; }

    /// <summary>What else is to be said, one short phrase: the rhythm's name, an annotation's text.</summary>
    public string? Note { get; init; }
}
