namespace Ecg.Cli.Querying;

/// <summary>The order in which people want to see what is wrong.</summary>
internal static class QualityRank
{
    /// <summary>The same order in SQL, for a query that has a column <c>quality</c>.</summary>
    public const string Sql = "CASE quality WHEN 'bad' THEN 0 WHEN 'suspect' THEN 1 WHEN 'good' THEN 3 ELSE 2 END";

    /// <summary>The place of a word for the quality: the worse, the smaller.</summary>
    /// <param name="quality">The word; <see langword="null"/> where the lake does not say.</param>
    public static int Of(string? quality) => quality switch
    {
        "bad" => 0,
        "suspect" => 1,
        "good" => 3,
        _ => 2,
    };
}
