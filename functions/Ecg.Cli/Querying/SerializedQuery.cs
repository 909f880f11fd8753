using System.Text.Json;

namespace Ecg.Cli.Querying;

/// <summary>Determines from a statement's syntax which rows it can read.</summary>
internal static class SerializedQuery
{
    // Names that the user chooses, which may equal a table's name without meaning it.
    private static readonly HashSet<string> NamesOfColumns = ["column_names", "alias", "column_name_alias"];

    /// <summary>Returns whether the statement may read the table: its name occurs as an identifier or a string.</summary>
    /// <param name="tree">The statement as returned by <c>json_serialize_sql</c>.</param>
    /// <param name="table">The table.</param>
    public static bool MayRead(JsonElement tree, string table) => tree.ValueKind switch
    {
        JsonValueKind.String => tree.GetString()!.Contains(table, StringComparison.OrdinalIgnoreCase),
        JsonValueKind.Array => tree.EnumerateArray().Any(item => MayRead(item, table)),
        JsonValueKind.Object => tree.EnumerateObject().Any(property => !NamesOfColumns.Contains(property.Name) && MayRead(property.Value, table)),
        _ => false,
    };

    /// <summary>
    /// Returns the only recordings whose rows can affect the result: wherever the table is read, the WHERE clause
    /// compares its <c>record_id</c> with constants.
    /// </summary>
    /// <returns><see langword="null"/> if any recording can.</returns>
    public static IReadOnlyList<string>? RecordIdsOf(JsonElement tree, string table)
    {
        var recordIds = new List<string>();
        int readings = 0;
        int restricted = 0;
        Visit(tree);
        return readings == restricted ? recordIds : null;

        void Visit(JsonElement node)
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in node.EnumerateArray())
                {
                    Visit(item);
                }
            }
            else if (node.ValueKind == JsonValueKind.Object)
            {
                readings += IsNamed(node, table) ? 1 : 0;
                restricted += TextOf(node, "type") == "SELECT_NODE" ? CountRestricted(node, table, recordIds) : 0;
                foreach (JsonProperty property in node.EnumerateObject())
                {
                    Visit(property.Value);
                }
            }
        }
    }

    private static bool IsNamed(JsonElement node, string table) =>
        (TextOf(node, "table_name") is { } name && name.Trim('"').Equals(table, StringComparison.OrdinalIgnoreCase))
        || (TextOf(node, "class") == "CONSTANT" && MayRead(node, table));

    private static int CountRestricted(JsonElement select, string table, List<string> recordIds)
    {
        var readings = new List<JsonElement>();
        if (IsNull(select, "where_clause") || !IsNull(select, "sample") || !CollectJoined(select.GetProperty("from_table"), readings))
        {
            return 0;
        }

        int count = 0;
        foreach (JsonElement reading in readings.Where(reading => IsNamed(reading, table)))
        {
            string alias = TextOf(reading, "alias") is { Length: > 0 } given ? given : table;
            if (ConditionOn(select.GetProperty("where_clause"), alias, readings.Count == 1) is { } values)
            {
                recordIds.AddRange(values);
                count++;
            }
        }

        return count;
    }

    // In these joins, a result row depends on at most one row of each table, whatever other rows there are. Others, such
    // as ASOF, search for the nearest row.
    private static bool CollectJoined(JsonElement from, List<JsonElement> readings)
    {
        switch (TextOf(from, "type"))
        {
            case "BASE_TABLE":
                readings.Add(from);
                return IsNull(from, "sample") && from.GetProperty("column_name_alias").GetArrayLength() == 0;
            case "JOIN":
                return TextOf(from, "join_type") is "INNER" or "LEFT" or "RIGHT" or "OUTER"
                    && TextOf(from, "ref_type") is "REGULAR" or "CROSS" or "NATURAL"
                    && IsNull(from, "sample")
                    && CollectJoined(from.GetProperty("left"), readings)
                    && CollectJoined(from.GetProperty("right"), readings);
            case "SUBQUERY":
                readings.Add(from);
                return true;
            default:
                return false;
        }
    }

    private static List<string>? ConditionOn(JsonElement condition, string alias, bool isAlone)
    {
        switch (TextOf(condition, "type"))
        {
            case "CONJUNCTION_AND":
                return condition.GetProperty("children").EnumerateArray()
                    .Select(child => ConditionOn(child, alias, isAlone)).FirstOrDefault(values => values is not null);
            case "COMPARE_EQUAL":
                return Texts(condition.GetProperty("left"), [condition.GetProperty("right")], alias, isAlone)
                    ?? Texts(condition.GetProperty("right"), [condition.GetProperty("left")], alias, isAlone);
            case "COMPARE_IN":
                JsonElement[] children = condition.GetProperty("children").EnumerateArray().ToArray();
                return Texts(children[0], children[1..], alias, isAlone);
            default:
                return null;
        }
    }

    private static List<string>? Texts(JsonElement column, JsonElement[] constants, string alias, bool isAlone)
    {
        var texts = constants.Select(TextConstant).OfType<string>().ToList();
        return IsRecordId(column, alias, isAlone) && texts.Count == constants.Length ? texts : null;
    }

    private static bool IsRecordId(JsonElement column, string alias, bool isAlone)
    {
        if (TextOf(column, "type") != "COLUMN_REF")
        {
            return false;
        }

        string[] names = column.GetProperty("column_names").EnumerateArray().Select(name => name.GetString()!).ToArray();
        return names[^1].Equals("record_id", StringComparison.OrdinalIgnoreCase)
            && (names.Length == 1 ? isAlone : names.Length == 2 && names[0].Equals(alias, StringComparison.OrdinalIgnoreCase));
    }

    private static string? TextConstant(JsonElement constant) =>
        TextOf(constant, "type") == "VALUE_CONSTANT"
        && constant.GetProperty("value") is var value
        && value.GetProperty("type").GetProperty("id").GetString() == "VARCHAR"
        && value.TryGetProperty("value", out JsonElement text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static bool IsNull(JsonElement node, string property) =>
        !node.TryGetProperty(property, out JsonElement value) || value.ValueKind == JsonValueKind.Null;

    private static string? TextOf(JsonElement node, string property) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
