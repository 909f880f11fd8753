namespace Ecg.Cli.Querying;

/// <summary>The order of qualities, worst first.</summary>
internal static class QualityRank
{
    /// <summary>The same order in SQL, for a query with a column <c>quality</c>.</summary>
    public const string Sql = "CASE quality WHEN 'bad' THEN 0 WHEN 'suspect' THEN 1 WHEN 'good' THEN 3 ELSE 2 END";

    /// <summary>Returns the rank of a quality; the worse, the smaller.</summary>
    /// <param name="quality">The quality; <see langword="null"/> if it is unknown.</param>
    public static int Of(string? quality) => quality switch
    {
        "bad" => 0,
        "suspect" => 1,
        "good" => 3,
        _ => 2,
    };
}
