using System.Reflection;

namespace Ecg.Cli.Querying;

/// <summary>
/// A question that analysts ask often. The command and the infrastructure, which gives it to Athena, compile this one file, and each
/// has the queries among its resources.
/// </summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Description">The comment's first paragraph, in one line.</param>
/// <param name="Sql">All of the file.</param>
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

    /// <summary>The named query of a name; <see langword="null"/> where there is none.</summary>
    public static NamedQuery? Find(string name) => All.FirstOrDefault(query => query.Name == name);

    /// <summary>Makes a named query of a file's text.</summary>
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
