using System.Reflection;

namespace Infra.Components;

/// <summary>One of the analysts' queries, as its file in <c>Queries</c> has it.</summary>
/// <param name="Name">The name of the file, less its extension.</param>
/// <param name="Description">The comment that the file begins with.</param>
/// <param name="Text">All of the file.</param>
internal sealed record NamedQueryFile(string Name, string Description, string Text)
{
    private const string Folder = "Infra.Queries.";
    private const string Extension = ".sql";
    private const string Comment = "--";

    /// <summary>The queries that this program was built with, by name.</summary>
    public static IReadOnlyList<NamedQueryFile> All()
    {
        Assembly program = typeof(NamedQueryFile).Assembly;
        return
        [
            .. program.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Parse(name[Folder.Length..^Extension.Length], Read(program, name))),
        ];
    }

    /// <summary>Tells a file's description from its query.</summary>
    public static NamedQueryFile Parse(string name, string text)
    {
        string unix = text.ReplaceLineEndings("\n");
        IEnumerable<string> comment = unix
            .Split('\n')
            .TakeWhile(line => line.StartsWith(Comment, StringComparison.Ordinal))
            .Select(line => line[Comment.Length..].Trim())
            .Where(line => line.Length > 0 && line != $"name: {name}");

        return new NamedQueryFile(name, string.Join(' ', comment), unix);
    }

    private static string Read(Assembly program, string resource)
    {
        using Stream stream = program.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without its query {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
