namespace Ecg.Cli.Querying.Indexing;

/// <summary>A column of a table.</summary>
/// <param name="Name">The name as the file has it.</param>
/// <param name="Type">DuckDB's type.</param>
internal sealed record LakeColumn(string Name, string Type);
