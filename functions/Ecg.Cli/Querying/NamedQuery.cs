using System.Reflection;

namespace Ecg.Cli.Querying;

/// <summary>A question that analysts ask often: the same file that Athena has.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Description">The comment's first paragraph, in one line.</param>
/// <param name="Sql">The file as it stands.</param>
internal sealed record NamedQuery(string Name, string Description, string Sql)
{
    private const string Extension = ".sql";

    /// <summary>All named queries, by name.</summary>
    public static IReadOnlyList<NamedQuery> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Parse(name[..^Extension.Length], Read(name)))];

    /// <summary>Makes a named query of a file's text.</summary>
    public static NamedQuery Parse(string name, string sql) => new(
        name,
        string.Join(' ', sql.Split('\n')
            .Select(line => line.Trim())
            .TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal) && line != "--")
            .Select(line => line[2..].Trim())),
        sql);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
