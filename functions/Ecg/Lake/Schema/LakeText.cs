namespace Ecg.Lake.Schema;

/// <summary>Formats lists for text columns.</summary>
internal static class LakeText
{
    /// <summary>Returns the phrases separated by semicolons; <see langword="null"/> if there are none.</summary>
    public static string? Join(IReadOnlyList<string> phrases) => phrases.Count == 0 ? null : string.Join("; ", phrases);
}
