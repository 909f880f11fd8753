using System.Text.Json.Nodes;

namespace Ecg.Tests.Publishing;

/// <summary>The tables and the state machine as the infrastructure declares them: from the snapshot that its own tests keep.</summary>
internal static class DeclaredStack
{
    public const string Lake = "ecg_dev";
    public const string Batch = "ecg_dev_publishing";

    private static readonly JsonArray Resources = Read();

    /// <summary>The definition of the publisher.</summary>
    public static JsonNode Machine => JsonNode.Parse((string)Of("aws:sfn/stateMachine:StateMachine").Single()["definition"]!)!;

    /// <summary>The columns of each table of a database, with their types in DuckDB.</summary>
    public static Dictionary<string, List<(string Name, string Type)>> TablesOf(string database) =>
        Of("aws:glue/catalogTable:CatalogTable")
            .Where(table => (string)table["databaseName"]! == database)
            .ToDictionary(table => (string)table["name"]!, table => ColumnsOf(table).ToList());

    private static IEnumerable<(string Name, string Type)> ColumnsOf(JsonNode table) =>
        (table["openTableFormatInput"]?["icebergInput"]!["icebergTableInput"]!["schema"]!["fields"] ?? table["storageDescriptor"]?["columns"])!.AsArray()
            .Select(column => ((string)column!["name"]!, TypeOf((string)column["type"]!)));

    private static string TypeOf(string type) => type switch
    {
        "string" => "VARCHAR",
        "int" => "INTEGER",
        "long" => "BIGINT",
        _ => type.ToUpperInvariant(),
    };

    private static IEnumerable<JsonNode> Of(string type) => Resources.Where(resource => (string)resource!["type"]! == type).Select(resource => resource!["inputs"]!);

    private static JsonArray Read()
    {
        using Stream snapshot = typeof(DeclaredStack).Assembly.GetManifestResourceStream("dev.json")!;
        return JsonNode.Parse(snapshot)!.AsArray();
    }
}
