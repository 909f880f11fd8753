namespace Ecg.Signals.Assessment;

/// <summary>Formats a <see cref="Quality"/>.</summary>
internal static class QualityExtensions
{
    /// <summary>Returns the value in the lake: <c>good</c>, <c>suspect</c> or <c>bad</c>.</summary>
    public static string Code(this Quality quality) => quality switch
    {
        Quality.Good => "good",
        Quality.Suspect => "suspect",
        Quality.Bad => "bad",
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, null),
    };
}
