namespace Ecg.Annotations;

/// <summary>The kinds of <see cref="Annotation"/>.</summary>
public static class AnnotationKind
{
    /// <summary>A heartbeat.</summary>
    public const string Beat = "beat";

    /// <summary>A stretch of one rhythm, from an annotation file.</summary>
    public const string Rhythm = "rhythm";

    /// <summary>A gap.</summary>
    public const string Missing = "missing";

    /// <summary>A flat stretch.</summary>
    public const string Flat = "flat";

    /// <summary>A clipped stretch.</summary>
    public const string Clipped = "clipped";

    /// <summary>A stretch hidden by noise.</summary>
    public const string Noise = "noise";

    /// <summary>Any other annotation in a file.</summary>
    public const string Note = "note";
}
