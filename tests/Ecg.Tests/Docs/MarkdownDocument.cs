using System.Text;
using System.Text.RegularExpressions;

namespace Ecg.Tests.Docs;

/// <summary>What a document in Markdown points at, and what can be pointed at in it.</summary>
internal sealed partial class MarkdownDocument
{
    private readonly List<Pointer> _links = [];
    private readonly List<Pointer> _namedFiles = [];
    private readonly List<FencedBlock> _blocks = [];
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _headings = new(StringComparer.Ordinal);

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

    /// <summary>Reads a document.</summary>
    public static MarkdownDocument Parse(string text)
    {
        var document = new MarkdownDocument();
        string fence = "";
        var block = new FencedBlock(0, "", "", "");
        var prose = new StringBuilder();
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            number++;
            Match match = Fence.Match(line.ToString());
            string mark = match.Groups["mark"].Value;
            if (fence.Length > 0 && mark.StartsWith(fence, StringComparison.Ordinal))
            {
                fence = "";
                document._blocks.Add(block);
            }
            else if (fence.Length > 0)
            {
                block = block with { Text = $"{block.Text}{line}\n" };
                document.AddPaths(line.ToString(), number);
            }
            else if (mark.Length > 0)
            {
                fence = mark;
                block = new FencedBlock(number, match.Groups["language"].Value, "", prose.ToString());
                prose.Clear();
            }
            else
            {
                prose.Append(line).Append('\n');
                document.ReadProse(line.ToString(), number);
            }
        }

        return document;
    }

    [GeneratedRegex("^ {0,3}(?<mark>`{3,}|~{3,}) *(?<language>[a-z]*)")]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"^ {0,3}#{1,6} +(?<text>.+?) *#*$")]
    private static partial Regex Heading { get; }

    [GeneratedRegex("""<[a-z]+ [^>]*?\b(?:id|name)="(?<anchor>[^"]+)">""")]
    private static partial Regex HtmlAnchor { get; }

    [GeneratedRegex("""(?:\]\(<?|\b(?:src|href|srcset)="|^ {0,3}\[[^\]]+\]: +<?)(?<target>[^)\s>"]+)""")]
    private static partial Regex Link { get; }

    [GeneratedRegex("(?<mark>`+)(?<code>.+?)(?<!`)\\k<mark>(?!`)")]
    private static partial Regex CodeSpan { get; }

    // What stands below a folder of the repository; a place-holder or a pattern is no path.
    [GeneratedRegex(@"(?<![\w./*<-])(?:\./)?(?<path>(?:\.ci|\.github|docs|functions|infra|tests)/[\w./-]*\w/?)(?![\w*<{])")]
    private static partial Regex PathInRepository { get; }

    // Endings of files that are the project's; .json, .mat, .hea and .parquet are also the reader's.
    [GeneratedRegex(@"^[\w.-]+\.(?:cs|csproj|slnx|props|sql|sh|mjs|yml|yaml|md)$")]
    private static partial Regex FileName { get; }

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex InlineLink { get; }

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}\p{Pc} -]")]
    private static partial Regex NotInAnchor { get; }

    private void ReadProse(string line, int number)
    {
        if (Heading.Match(line) is { Success: true } heading)
        {
            AddHeading(heading.Groups["text"].Value);
        }

        foreach (string anchor in HtmlAnchor.EnumerateValues(line, "anchor"))
        {
            _anchors.Add(anchor);
        }

        // A link's text may be code, but what looks like a link inside of code is none.
        string withoutCode = CodeSpan.Replace(line, match => new string('x', match.Length));
        foreach (string target in Link.EnumerateValues(withoutCode, "target"))
        {
            _links.Add(new Pointer(number, target));
        }

        foreach (string code in CodeSpan.EnumerateValues(line, "code"))
        {
            AddPaths(code, number);
            if (FileName.IsMatch(code))
            {
                _namedFiles.Add(new Pointer(number, code));
            }
        }
    }

    private void AddPaths(string text, int number)
    {
        foreach (string path in PathInRepository.EnumerateValues(text, "path"))
        {
            _namedFiles.Add(new Pointer(number, path));
        }
    }

    // As GitHub makes them: lower case, blanks become hyphens, punctuation goes, and what comes again is numbered.
    private void AddHeading(string heading)
    {
        string text = InlineLink.Replace(heading, "${text}");
        string anchor = NotInAnchor.Replace(text, "").Trim().Replace(' ', '-').ToLowerInvariant();
        int count = _headings.GetValueOrDefault(anchor);
        _headings[anchor] = count + 1;
        _anchors.Add(count == 0 ? anchor : $"{anchor}-{count}");
    }
}
