namespace Ecg.Cli.Querying.Indexing;

/// <summary>Text put into SQL.</summary>
internal static class SqlText
{
    /// <summary>The inside of a string literal.</summary>
    public static string Literal(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    /// <summary>The inside of a string literal that DuckDB takes for a pattern of paths, in which nothing is a pattern.</summary>
    public static string Glob(string path) => Literal(path
        .Replace("[", "[[]", StringComparison.Ordinal)
        .Replace("*", "[*]", StringComparison.Ordinal)
        .Replace("?", "[?]", StringComparison.Ordinal));

    /// <summary>A list of files as DuckDB's functions take it.</summary>
    public static string Files(IEnumerable<string> paths) => $"[{string.Join(", ", paths.Select(path => $"'{Glob(path)}'"))}]";

    /// <summary>The rows of one Parquet file, and no column that its path might give.</summary>
    public static string ParquetFile(string path) => $"read_parquet('{Glob(path)}', hive_partitioning = false)";

    /// <summary>A column's name as it stands in SQL.</summary>
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
