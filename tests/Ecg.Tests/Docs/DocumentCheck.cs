namespace Ecg.Tests.Docs;

/// <summary>Checks that the documents of a repository point only at what is there.</summary>
internal sealed class DocumentCheck
{
    // What builds, package managers and runs leave behind.
    private static readonly HashSet<string> Generated = new(StringComparer.Ordinal)
    {
        ".git", "bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "demo", "ecg-demo",
    };

    private readonly string _root;
    private readonly Dictionary<string, MarkdownDocument> _documents;
    private readonly HashSet<string> _fileNames;

    private DocumentCheck(string root, IReadOnlyList<string> files)
    {
        _root = root;
        _fileNames = files.Select(file => Path.GetFileName(file)).ToHashSet(StringComparer.Ordinal);
        _documents = files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))
            .ToDictionary(file => file, file => MarkdownDocument.Parse(File.ReadAllText(file)), StringComparer.Ordinal);
    }

    /// <summary>The documents, relative to the repository.</summary>
    public IEnumerable<string> Documents => _documents.Keys.Select(Relative);

    /// <summary>How many links and named files were looked at.</summary>
    public int Pointers => _documents.Values.Sum(document => document.Links.Count + document.NamedFiles.Count);

    /// <summary>Reads the documents of a repository.</summary>
    public static DocumentCheck Of(string root) => new(root, [.. FilesIn(root)]);

    /// <summary>What is wrong, a line each: the document, the line in it, and what is not there.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. from entry in _documents
           from problem in ProblemsOf(entry.Key, entry.Value)
           orderby Relative(entry.Key), problem.Line
           select $"{Relative(entry.Key)}:{problem.Line}: {problem.Target}",
    ];

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(sub => !Generated.Contains(Path.GetFileName(sub))).SelectMany(FilesIn));

    private IEnumerable<Pointer> ProblemsOf(string path, MarkdownDocument document) =>
        document.Links.Select(link => link with { Target = WrongLink(path, link.Target)! })
            .Concat(document.NamedFiles.Select(file => file with { Target = WrongFile(file.Target)! }))
            .Where(problem => problem.Target is not null);

    private string? WrongLink(string path, string target)
    {
        if (target.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        int hash = target.IndexOf('#', StringComparison.Ordinal);
        (string? file, string? anchor) = hash < 0 ? (target, null) : (target[..hash], target[(hash + 1)..]);
        string full = file.Length == 0
            ? path
            : Path.GetFullPath(Uri.UnescapeDataString(file.TrimStart('/')), file[0] == '/' ? _root : Path.GetDirectoryName(path)!);
        if (!Path.Exists(full))
        {
            return $"the link to {target} leads nowhere: there is no {Relative(full)}";
        }

        return anchor is null || !_documents.TryGetValue(full, out MarkdownDocument? document) || document.HasAnchor(anchor)
            ? null
            : $"the link to {target} leads nowhere: {Relative(full)} has no heading or anchor #{anchor}";
    }

    private string? WrongFile(string name)
    {
        bool isThere = name.Contains('/', StringComparison.Ordinal)
            ? Path.Exists(Path.Combine(_root, name))
            : _fileNames.Contains(name);
        return isThere ? null : $"names {name}, which is not there";
    }

    private string Relative(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');
}
