using System.Reflection;

namespace Ecg.Cli.Querying;

/// <summary>
/// A query that analysts use often. The command and the infrastructure, which deploys it to Athena, compile this file, and both
/// embed the queries as resources.
/// </summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Description">The first paragraph of the comment, on one line.</param>
/// <param name="Sql">The whole file.</param>
internal sealed record NamedQuery(string Name, string Description, string Sql)
{
    private const string Extension = ".sql";
    private const string Comment = "--";

    /// <summary>All named queries, by name.</summary>
    public static IReadOnlyList<NamedQuery> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Parse(name[..^Extension.Length], Read(name)))];

    /// <summary>Returns a named query; <see langword="null"/> if there is none with this name.</summary>
    public static NamedQuery? Find(string name) => All.FirstOrDefault(query => query.Name == name);

    /// <summary>Parses a file.</summary>
    public static NamedQuery Parse(string name, string sql)
    {
        string text = sql.ReplaceLineEndings("\n");
        IEnumerable<string> paragraph = text.Split('\n')
            .Select(line => line.Trim())
            .TakeWhile(line => line.StartsWith(Comment, StringComparison.Ordinal) && line != Comment)
            .Select(line => line[Comment.Length..].Trim());

        return new NamedQuery(name, string.Join(' ', paragraph), text);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
