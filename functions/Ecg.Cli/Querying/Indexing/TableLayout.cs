using System.Text.Json;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>The columns that files of a table share.</summary>
/// <param name="Columns">The columns in their order, the partition not among them.</param>
internal sealed record TableLayout(IReadOnlyList<LakeColumn> Columns)
{
    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is none of it.</exception>
    public static TableLayout Parse(string json) =>
        new(JsonSerializer.Deserialize<LakeColumn[]>(json) ?? throw new JsonException("A layout is missing."));

    /// <summary>
    /// The columns of several layouts as DuckDB's <c>union_by_name</c> has them: each where it comes first.
    /// </summary>
    /// <returns><see langword="null"/> where a column has two types, so that DuckDB would have to choose one.</returns>
    public static TableLayout? Union(IEnumerable<TableLayout> layouts)
    {
        var columns = new List<LakeColumn>();
        var known = new Dictionary<string, LakeColumn>(StringComparer.OrdinalIgnoreCase);
        foreach (LakeColumn? column in layouts.SelectMany(layout => layout.Columns))
        {
            if (!known.TryAdd(column.Name, column) && known[column.Name].Type != column.Type)
            {
                return null;
            }

            if (ReferenceEquals(known[column.Name], column))
            {
                columns.Add(column);
            }
        }

        return new TableLayout(columns);
    }

    /// <summary>The layout as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(Columns);

    /// <summary>Whether the column is there with the type.</summary>
    public bool Has(string name, string type) => Columns.Contains(new LakeColumn(name, type));
}
