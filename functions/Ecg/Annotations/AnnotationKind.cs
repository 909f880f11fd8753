namespace Ecg.Annotations;

/// <summary>What an <see cref="Annotation"/> can be.</summary>
public static class AnnotationKind
{
    /// <summary>A heartbeat.</summary>
    public const string Beat = "beat";

    /// <summary>A stretch of one rhythm, as its annotator saw it.</summary>
    public const string Rhythm = "rhythm";

    /// <summary>A stretch without samples.</summary>
    public const string Missing = "missing";

    /// <summary>A stretch in which the signal does not move.</summary>
    public const string Flat = "flat";

    /// <summary>A stretch in which the signal stands at a limit of the recorder.</summary>
    public const string Clipped = "clipped";

    /// <summary>A stretch in which noise hides the signal.</summary>
    public const string Noise = "noise";

    /// <summary>Any other annotation of a file.</summary>
    public const string Note = "note";
}
