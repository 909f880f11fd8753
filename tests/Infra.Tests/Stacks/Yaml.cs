namespace Infra.Tests.Stacks;

/// <summary>
/// Reads the YAML that Pulumi's project and stack files are written in: maps within maps by indentation, one scalar a
/// line, comments. Anything else is refused, so that nothing is read wrongly.
/// </summary>
internal static class Yaml
{
    /// <summary>Reads a file: values are strings or maps of the same kind.</summary>
    public static IReadOnlyDictionary<string, object> Read(string path)
    {
        string[] lines = [.. File.ReadLines(path).Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#'))];
        int next = 0;
        IReadOnlyDictionary<string, object> map = ReadMap(lines, ref next, 0);
        return next == lines.Length ? map : throw new FormatException($"{path}: '{lines[next]}' is indented unlike anything before it.");
    }

    private static Dictionary<string, object> ReadMap(string[] lines, ref int next, int indent)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        while (next < lines.Length && Indent(lines[next]) == indent)
        {
            (string key, string rest) = Split(lines[next++]);
            map.Add(key, rest.Length > 0 ? Scalar(rest) : ReadMap(lines, ref next, next < lines.Length ? Indent(lines[next]) : indent));
        }

        return map;
    }

    // A key may hold colons of its own (aws:region); the one that ends it is followed by a space or nothing.
    private static (string Key, string Value) Split(string line)
    {
        string text = line.Trim();
        int end = text.EndsWith(':') && !text.Contains(": ", StringComparison.Ordinal)
            ? text.Length - 1
            : text.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? throw new FormatException($"'{line}' is no entry of a map.") : (text[..end], text[(end + 1)..].Trim());
    }

    private static string Scalar(string text) => text switch
    {
        ['"', .. var inner, '"'] when !inner.Contains('"', StringComparison.Ordinal) && !inner.Contains('\\', StringComparison.Ordinal) => inner,
        ['"' or '\'' or '[' or '{' or '|' or '>' or '&' or '*' or '!', ..] => throw new FormatException($"'{text}' is more YAML than is read here."),
        _ when text.Contains(" #", StringComparison.Ordinal) => throw new FormatException($"'{text}' has a comment behind it."),
        _ => text,
    };

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
