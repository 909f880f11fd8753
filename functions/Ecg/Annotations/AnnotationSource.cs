namespace Ecg.Annotations;

/// <summary>The sources of <see cref="Annotation"/>s.</summary>
public static class AnnotationSource
{
    /// <summary>This pipeline.</summary>
    public const string Pipeline = "ecg-pipeline";
}
