using Ecg.Formats.Wfdb;

namespace Ecg.Annotations;

/// <summary>Converts the annotations of a WFDB annotation file.</summary>
public static class ReferenceAnnotations
{
    /// <summary>The note for ventricular flutter or fibrillation without a text.</summary>
    internal const string FibrillationNote = "ventricular flutter or fibrillation";

    /// <summary>
    /// Converts the annotations of a file. A rhythm change becomes a stretch up to the next one, and the beginning of
    /// ventricular flutter or fibrillation a stretch up to its end; beats and all others are points.
    /// </summary>
    /// <param name="file">The annotations.</param>
    /// <param name="annotator">The file's extension: <c>atr</c>.</param>
    /// <param name="frameRate">The record's frames per second, the unit of times if the file states no resolution.</param>
    /// <param name="samplingRate">The leads' sampling rate, the unit of the results.</param>
    /// <param name="sampleCount">The number of samples of the recording.</param>
    /// <param name="signalNames">The record's signals by their numbers.</param>
    /// <param name="issues">Receives what is left out.</param>
    /// <returns>The annotations in order of time.</returns>
    public static IReadOnlyList<Annotation> From(
        WfdbAnnotations file,
        string annotator,
        double frameRate,
        double samplingRate,
        long sampleCount,
        IReadOnlyList<string?> signalNames,
        ICollection<string> issues)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(signalNames);
        ArgumentNullException.ThrowIfNull(issues);
        double scale = samplingRate / (file.Resolution ?? frameRate);

        // A file that names only the first channel annotates the whole recording.
        bool namesChannels = file.Items.Any(item => item.Channel != 0);
        var annotations = new List<Annotation>(file.Items.Count);
        int? rhythm = null;
        int? fibrillation = null;
        int outside = 0;
        foreach (WfdbAnnotation item in file.Items)
        {
            double start = Math.Round(item.Time * scale);
            if (start < 0 || start >= sampleCount)
            {
                outside++;
                continue;
            }

            long sample = (long)start;
            switch (item.Code)
            {
                case WfdbAnnotationCode.FibrillationOff when fibrillation is { } open:
                    annotations[open] = annotations[open] with { End = Math.Max(sample, annotations[open].Start) };
                    fibrillation = null;
                    continue;
                case WfdbAnnotationCode.FibrillationOn:
                    fibrillation = annotations.Count;
                    break;
                case WfdbAnnotationCode.Rhythm when IsRhythm(item):
                    Close(annotations, rhythm, sample);
                    rhythm = annotations.Count;
                    break;
            }

            annotations.Add(Convert(item, annotator, sample, signalNames, namesChannels));
        }

        Close(annotations, rhythm, sampleCount);
        Close(annotations, fibrillation, sampleCount);
        if (outside > 0)
        {
            issues.Add($"{Counted.Of(outside, "annotation")} of {annotator} outside of the recording left out");
        }

        return [.. annotations.OrderBy(annotation => annotation.Start)];
    }

    private static void Close(List<Annotation> annotations, int? open, long end)
    {
        if (open is { } place)
        {
            annotations[place] = annotations[place] with { End = Math.Max(end, annotations[place].Start) };
        }
    }

    private static Annotation Convert(WfdbAnnotation item, string annotator, long sample, IReadOnlyList<string?> signalNames, bool namesChannels) =>
        new(annotator, KindOf(item), sample, sample)
        {
            Symbol = item.Symbol,
            Lead = namesChannels && item.Channel < signalNames.Count ? signalNames[item.Channel] : null,
            Note = NoteOf(item) ?? (item.Code == WfdbAnnotationCode.Noise ? SignalQualityNote.Of(item.Subtype, signalNames) : null),
        };

    private static string KindOf(WfdbAnnotation item)
    {
        if (WfdbAnnotationCode.IsBeat(item.Code))
        {
            return AnnotationKind.Beat;
        }

        return IsRhythm(item) ? AnnotationKind.Rhythm : AnnotationKind.Note;
    }

    // The rhythm (N, (AFIB...: the parenthesis is not part of its name. Other texts with this code are comments.
    private static bool IsRhythm(WfdbAnnotation item) => item is { Code: WfdbAnnotationCode.Rhythm, Text: ['(', not ' ', ..] };

    private static string? NoteOf(WfdbAnnotation item)
    {
        if (IsRhythm(item))
        {
            return item.Text![1..].TrimStart();
        }

        return item.Code == WfdbAnnotationCode.FibrillationOn ? item.Text ?? FibrillationNote : item.Text;
    }
}
