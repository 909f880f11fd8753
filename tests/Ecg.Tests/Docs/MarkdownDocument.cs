using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ecg.Tests.Docs;

/// <summary>What a document in Markdown points at, and what can be pointed at in it.</summary>
internal sealed partial class MarkdownDocument
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePreciseSourceLocation()
        .Build();

    private readonly List<Pointer> _links = [];
    private readonly List<Pointer> _namedFiles = [];
    private readonly List<FencedBlock> _blocks = [];
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);

    private MarkdownDocument()
    {
    }

    /// <summary>The targets of links and images, as they are written.</summary>
    public IReadOnlyList<Pointer> Links => _links;

    /// <summary>Files and folders of the repository that the text or a command in it names.</summary>
    public IReadOnlyList<Pointer> NamedFiles => _namedFiles;

    /// <summary>The blocks of code.</summary>
    public IReadOnlyList<FencedBlock> Blocks => _blocks;

    /// <summary>Whether a link may end in <c>#anchor</c>.</summary>
    public bool HasAnchor(string anchor) => _anchors.Contains(anchor);

    /// <summary>Reads a document as GitHub does.</summary>
    public static MarkdownDocument Parse(string text)
    {
        var document = new MarkdownDocument();
        int proseStart = 0;
        foreach (MarkdownObject part in Markdown.Parse(text, GitHub).Descendants())
        {
            if (part is FencedCodeBlock code)
            {
                document.AddBlock(code, text[proseStart..code.Span.Start]);
                proseStart = code.Span.End + 1;
            }

            document.Add(part);
        }

        return document;
    }

    [GeneratedRegex("""<[a-z]+ [^>]*?\b(?:id|name)="(?<anchor>[^"]+)">""")]
    private static partial Regex HtmlAnchor { get; }

    [GeneratedRegex("""\b(?:src|href|srcset)="(?<target>[^\s"]+)""")]
    private static partial Regex HtmlLink { get; }

    // What stands below a folder of the repository; a place-holder or a pattern is no path.
    [GeneratedRegex(@"(?<![\w./*<-])(?:\./)?(?<path>(?:\.ci|\.github|docs|functions|infra|tests)/[\w./-]*\w/?)(?![\w*<{])")]
    private static partial Regex PathInRepository { get; }

    // Endings of files that are the project's; .json, .mat, .hea and .parquet are also the reader's.
    [GeneratedRegex(@"^[\w.-]+\.(?:cs|csproj|slnx|props|sql|sh|mjs|yml|yaml|md)$")]
    private static partial Regex FileName { get; }

    private void Add(MarkdownObject part)
    {
        int line = part.Line + 1;
        switch (part)
        {
            case HeadingBlock heading when heading.TryGetAttributes()?.Id is { } anchor:
                _anchors.Add(anchor);
                break;

            // What a reference leads to is said where it is defined.
            case LinkInline { Reference: null, Url: { } url }:
                _links.Add(new Pointer(line, url));
                break;
            case LinkReferenceDefinition { Url: { } url }:
                _links.Add(new Pointer(line, url));
                break;
            case CodeInline code:
                AddPaths(code.Content, line);
                if (FileName.IsMatch(code.Content))
                {
                    _namedFiles.Add(new Pointer(line, code.Content));
                }

                break;
            case HtmlInline html:
                AddHtml(html.Tag, line);
                break;
            case HtmlBlock html:
                for (int i = 0; i < html.Lines.Count; i++)
                {
                    AddHtml(html.Lines.Lines[i].ToString(), line + i);
                }

                break;
        }
    }

    private void AddBlock(FencedCodeBlock code, string before)
    {
        int line = code.Line + 1;
        string text = "";
        for (int i = 0; i < code.Lines.Count; i++)
        {
            string content = code.Lines.Lines[i].ToString();
            text += $"{content}\n";
            AddPaths(content, line + 1 + i);
        }

        _blocks.Add(new FencedBlock(line, code.Info ?? "", text, before));
    }

    private void AddHtml(string html, int line)
    {
        foreach (string anchor in HtmlAnchor.EnumerateValues(html, "anchor"))
        {
            _anchors.Add(anchor);
        }

        foreach (string target in HtmlLink.EnumerateValues(html, "target"))
        {
            _links.Add(new Pointer(line, target));
        }
    }

    private void AddPaths(string text, int line)
    {
        foreach (string path in PathInRepository.EnumerateValues(text, "path"))
        {
            _namedFiles.Add(new Pointer(line, path));
        }
    }
}
