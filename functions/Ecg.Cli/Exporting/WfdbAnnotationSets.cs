using System.Globalization;
using Ecg.Annotations;
using Ecg.Formats.Wfdb;

namespace Ecg.Cli.Exporting;

/// <summary>Converts rows of <c>annotations</c> to WFDB annotations, annot(5): the inverse of <see cref="ReferenceAnnotations"/>.</summary>
internal static class WfdbAnnotationSets
{
    /// <summary>The annotator of the pipeline's own findings: <c>rdann -a pipeline</c>.</summary>
    public const string Pipeline = "pipeline";

    /// <summary>Returns the annotations by annotator, whose name is the file's extension.</summary>
    /// <param name="annotations">The rows of a recording.</param>
    /// <param name="leads">The names of the leads in the order of the header.</param>
    /// <param name="sampleCount">The number of samples of the recording.</param>
    /// <param name="samplingRate">The rate in Hz; <see langword="null"/> if it is unknown.</param>
    public static IReadOnlyDictionary<string, WfdbAnnotations> Of(
        IReadOnlyList<Annotation> annotations, IReadOnlyList<string> leads, long sampleCount, double? samplingRate)
    {
        return annotations.GroupBy(annotation => AnnotatorOf(annotation.Source)).ToDictionary(
            group => group.Key,
            group => new WfdbAnnotations(
                [.. group.SelectMany(annotation => Items(annotation, leads, sampleCount, samplingRate)).OrderBy(item => item.Time)],
                Resolution: null,
                Issues: []));
    }

    // An annotator's name is letters and digits.
    private static string AnnotatorOf(string source) =>
        source == AnnotationSource.Pipeline ? Pipeline : string.Concat(source.Where(char.IsAsciiLetterOrDigit)) is { Length: > 0 } name ? name : "note";

    private static int ChannelOf(Annotation annotation, IReadOnlyList<string> leads)
    {
        for (int i = 0; annotation.Lead is not null && i < leads.Count; i++)
        {
            if (leads[i] == annotation.Lead)
            {
                return i;
            }
        }

        return 0;
    }

    private static IEnumerable<WfdbAnnotation> Items(Annotation annotation, IReadOnlyList<string> leads, long sampleCount, double? samplingRate)
    {
        int code = CodeOf(annotation);
        int channel = ChannelOf(annotation, leads);
        int? quality = code == WfdbAnnotationCode.Noise ? SignalQualityNote.SubtypeOf(annotation.Note, leads) : null;
        yield return new WfdbAnnotation(annotation.Start, code)
        {
            Channel = channel,
            Subtype = quality ?? 0,
            Text = quality is null ? TextOf(annotation, code, samplingRate) : null,
        };
        if (code == WfdbAnnotationCode.FibrillationOn && annotation.End < sampleCount)
        {
            yield return new WfdbAnnotation(annotation.End, WfdbAnnotationCode.FibrillationOff) { Channel = channel };
        }
    }

    // The pipeline does not classify its beats.
    private static int CodeOf(Annotation annotation) => annotation switch
    {
        { Symbol: { } symbol } when WfdbAnnotationCode.CodeOf(symbol) is { } code => code,
        { Kind: AnnotationKind.Beat } => WfdbAnnotationCode.Unclassified,
        { Kind: AnnotationKind.Rhythm } => WfdbAnnotationCode.Rhythm,
        _ => WfdbAnnotationCode.Note,
    };

    private static string? TextOf(Annotation annotation, int code, double? samplingRate) => annotation switch
    {
        { Kind: AnnotationKind.Rhythm } => $"({annotation.Note}",
        { Kind: AnnotationKind.Beat or AnnotationKind.Note } => code == WfdbAnnotationCode.FibrillationOn && annotation.Note == ReferenceAnnotations.FibrillationNote ? null : annotation.Note,
        _ => string.Join(", ", new[] { annotation.Kind, annotation.Lead, LengthOf(annotation, samplingRate), annotation.Note }.OfType<string>()),
    };

    private static string LengthOf(Annotation annotation, double? samplingRate) => samplingRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{(annotation.End - annotation.Start) / rate:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{annotation.End - annotation.Start} samples");
}
