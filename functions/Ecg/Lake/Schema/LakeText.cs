namespace Ecg.Lake.Schema;

/// <summary>How lists stand in a column of text.</summary>
internal static class LakeText
{
    /// <summary>The phrases with a semicolon between them; <see langword="null"/> where there are none.</summary>
    public static string? Join(IReadOnlyList<string> phrases) => phrases.Count == 0 ? null : string.Join("; ", phrases);
}
