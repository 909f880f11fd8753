using DuckDB.NET.Data;
using Ecg.Lake;
using Ecg.Lake.Stores;

namespace Ecg.Tests.Lake;

/// <summary>A raw folder and a lake in a temporary place, and DuckDB to ask what is in the lake.</summary>
internal sealed class LakeFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecg-lake-").FullName;

    public string Raw => Path.Combine(_root, "raw");

    public string Lake => Path.Combine(_root, "lake");

    public FolderStore RawStore => new(Raw, "s3://raw");

    public FolderStore LakeStore => new(Lake);

    public void Put(string key, byte[] bytes)
    {
        string path = Path.Combine(Raw, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public void Put(string key, string text) => Put(key, System.Text.Encoding.UTF8.GetBytes(text));

    public ConversionResult Convert(string key, ConversionOptions? options = null, IObjectStore? lake = null) =>
        new Converter(RawStore, lake ?? LakeStore, options ?? new ConversionOptions())
            .ConvertAsync(key, default).GetAwaiter().GetResult();

    /// <summary>The rows of a query in which <c>{samples}</c> and so on stand for the tables.</summary>
    public List<object?[]> Query(string sql)
    {
        foreach (string? table in new[] { "samples", "leads", "annotations", "records", "rejected" })
        {
            string files = Path.Combine(Lake, table, "*", "*.parquet");
            sql = sql.Replace($"{{{table}}}", $"read_parquet('{files}', union_by_name = true)", StringComparison.Ordinal);
        }

        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            object?[] row = new object?[reader.FieldCount];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Every file of the lake by its path, hidden ones included.</summary>
    public SortedDictionary<string, byte[]> Snapshot()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        if (Directory.Exists(Lake))
        {
            foreach (string path in Directory.EnumerateFiles(Lake, "*", SearchOption.AllDirectories))
            {
                files[Path.GetRelativePath(Lake, path)] = File.ReadAllBytes(path);
            }
        }

        return files;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
