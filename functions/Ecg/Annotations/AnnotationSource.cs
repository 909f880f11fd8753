namespace Ecg.Annotations;

/// <summary>Who found what an <see cref="Annotation"/> tells.</summary>
public static class AnnotationSource
{
    /// <summary>This pipeline.</summary>
    public const string Pipeline = "ecg-pipeline";
}
