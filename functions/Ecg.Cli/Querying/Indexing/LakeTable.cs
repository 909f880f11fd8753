using Ecg.Lake.Schema;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>A table of the lake as SQL sees it.</summary>
/// <param name="Name">The name, in the lake's paths and in SQL.</param>
/// <param name="Columns">The columns that are always there; the partition column comes after them.</param>
internal sealed record LakeTable(string Name, IReadOnlyList<LakeColumn> Columns)
{
    /// <summary>The table with a row for each recording.</summary>
    public static LakeTable Records => All.Single(table => table.Name == PipelineContract.RecordsTable);

    /// <summary>All tables.</summary>
    public static IReadOnlyList<LakeTable> All { get; } =
        [.. LakeSchema.Tables.Select(table => new LakeTable(table.Name, [.. table.Columns.Select(LakeColumn.Of)]))];

    // A file's name begins with its key's hash. DuckDB's `*` would also match what begins with a dot: the temporary files
    // that a killed conversion leaves behind.
    private const string HashedName = "[0-9a-f]*";

    // DuckDB takes every NAME=VALUE of a path for a partition, those above the lake too. Where there may be such, the
    // dataset is taken from the folder that the file is in.
    private const string PartitionOfFile = $"url_decode(regexp_extract(filename, '{PipelineContract.PartitionColumn}=([^/\\\\]*)[/\\\\][^/\\\\]*$', 1))";

    /// <summary>The statement that makes the table known to a database.</summary>
    /// <param name="lake">The lake's folder, an absolute path.</param>
    public string CreateView(string lake) =>
        $"CREATE OR REPLACE VIEW {Name} AS {(HasFiles(lake) ? $"SELECT {AllColumns(lake)} FROM {Files(lake)}" : SelectNothing())}";

    /// <summary>Whether the lake has a row of the table.</summary>
    public bool HasFiles(string lake)
    {
        string folder = Path.Combine(lake, Name);
        return Directory.Exists(folder)
            && Directory.EnumerateDirectories(folder, $"{PipelineContract.PartitionColumn}=*")
                .Any(partition => Directory.EnumerateFiles(partition, $"*{PipelineContract.TableFileSuffix}")
                    .Any(file => char.IsAsciiHexDigitLower(Path.GetFileName(file)[0])));
    }

    /// <summary>DuckDB's function that gives the rows of the table's files, of which there is at least one.</summary>
    /// <param name="lake">The lake's folder, an absolute path.</param>
    /// <param name="byName">
    /// Whether files may have different columns, for which DuckDB has to look into each beforehand.
    /// </param>
    private string Files(string lake, bool byName = true) =>
        Rows(lake, $"'{SqlText.Glob(lake)}/{Name}/{PipelineContract.PartitionColumn}=*/{HashedName}{PipelineContract.TableFileSuffix}'", byName);

    /// <summary>
    /// A query for the rows of all files, with the column <c>filename</c>; just the columns that each file has are sure to be
    /// there.
    /// </summary>
    public string SelectWithFile(string lake) => $"SELECT {AllColumns(lake)}, filename FROM {Files(lake, byName: false)}";

    /// <summary>Where a file of the table is.</summary>
    /// <param name="lake">The lake's folder, an absolute path.</param>
    /// <param name="path">The path as <see cref="TableFile.Path"/> has it.</param>
    public string PathOf(string lake, string path) => $"{lake}/{Name}/{path}";

    /// <summary>
    /// A query for the rows of some files, the partition as the last column. As the columns are known, DuckDB opens each file
    /// only when it reads it, and closes it then.
    /// </summary>
    /// <param name="files">An expression for the list of the files' paths.</param>
    /// <param name="columns">The columns of the query; one that a file lacks is NULL.</param>
    /// <param name="partition">The partition of all the files as it is escaped; <see langword="null"/> where they are of several.</param>
    public static string Select(string files, TableLayout columns, string? partition = null)
    {
        string dataset = partition is null ? PartitionOfFile : $"url_decode('{SqlText.Literal(partition)}')";
        string schema = string.Join(", ", columns.Columns.Select(column =>
            $"'{SqlText.Literal(column.Name)}': {{name: '{SqlText.Literal(column.Name)}', type: '{SqlText.Literal(column.Type)}', default_value: NULL}}"));
        return $"SELECT {string.Concat(columns.Columns.Select(column => $"{SqlText.Identifier(column.Name)}, "))}{dataset} AS {PipelineContract.PartitionColumn} "
            + $"FROM read_parquet({files}, schema = MAP {{{schema}}}, hive_partitioning = false)";
    }

    private static bool IsBelowPartitions(string lake) => lake.Contains('=', StringComparison.Ordinal);

    private static string AllColumns(string lake) => IsBelowPartitions(lake) ? "* EXCLUDE (filename)" : "*";

    private static string Rows(string lake, string files, bool byName) => IsBelowPartitions(lake)
        ? $"(SELECT *, filename, {PartitionOfFile} AS {PipelineContract.PartitionColumn} FROM {Read(files, byName, "hive_partitioning = false")})"
        : Read(files, byName, $"hive_partitioning = true, hive_types = {{'{PipelineContract.PartitionColumn}': VARCHAR}}");

    private static string Read(string files, bool byName, string options) =>
        $"read_parquet({files}, union_by_name = {(byName ? "true" : "false")}, {options})";

    private string SelectNothing() =>
        $"SELECT {string.Join(", ", Columns.Select(column => $"NULL::{column.Type} AS \"{column.Name}\""))}, NULL::VARCHAR AS {PipelineContract.PartitionColumn} WHERE false";
}
