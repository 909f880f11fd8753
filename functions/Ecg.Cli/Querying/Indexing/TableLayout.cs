namespace Ecg.Cli.Querying.Indexing;

/// <summary>The columns that files of a table share.</summary>
/// <param name="Columns">The columns in their order, the partition not among them.</param>
internal sealed record TableLayout(IReadOnlyList<LakeColumn> Columns)
{
    // What DuckDB adds to the columns of a file, or an index does.
    private static readonly string[] Added = [PipelineContract.PartitionColumn, "filename", TableIndex.PathColumn];

    private static readonly string[] Nested = ["STRUCT", "MAP", "UNION", "VARIANT"];

    /// <summary>The layout of a file.</summary>
    /// <exception cref="InvalidDataException">
    /// Columns are nested, two differ in nothing but case, or one is called as one that DuckDB adds: it would give them other names.
    /// </exception>
    public static TableLayout Of(IReadOnlyList<LakeColumn> columns)
    {
        var names = new HashSet<string>(Added, StringComparer.OrdinalIgnoreCase);
        foreach (LakeColumn column in columns)
        {
            if (!names.Add(column.Name) || column.Type.EndsWith(']') || Nested.Any(type => column.Type.StartsWith(type, StringComparison.Ordinal)))
            {
                throw new InvalidDataException($"The column '{column.Name}' is none that an index can hold.");
            }
        }

        return new TableLayout(columns);
    }

    /// <summary>
    /// The columns of several layouts as DuckDB's <c>union_by_name</c> has them: each where it comes first.
    /// </summary>
    /// <returns><see langword="null"/> where a column has two types, so that DuckDB would have to choose one.</returns>
    public static TableLayout? Union(IEnumerable<TableLayout> layouts)
    {
        var columns = new List<LakeColumn>();
        var seen = new HashSet<LakeColumn>(ReferenceEqualityComparer.Instance);
        var known = new Dictionary<string, LakeColumn>(StringComparer.OrdinalIgnoreCase);
        foreach (LakeColumn column in layouts.SelectMany(layout => layout.Columns).Where(seen.Add))
        {
            if (known.TryAdd(column.Name, column))
            {
                columns.Add(column);
            }
            else if (known[column.Name].Type != column.Type)
            {
                return null;
            }
        }

        return new TableLayout(columns);
    }

    /// <summary>Whether the column is there with the type.</summary>
    public bool Has(string name, string type) => Columns.Any(column => column.Name == name && column.Type == type);
}
