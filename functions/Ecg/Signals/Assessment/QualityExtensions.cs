namespace Ecg.Signals.Assessment;

/// <summary>How a <see cref="Quality"/> is written.</summary>
internal static class QualityExtensions
{
    /// <summary>The word in the lake: <c>good</c>, <c>suspect</c> or <c>bad</c>.</summary>
    public static string Code(this Quality quality) => quality switch
    {
        Quality.Good => "good",
        Quality.Suspect => "suspect",
        Quality.Bad => "bad",
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, null),
    };
}
