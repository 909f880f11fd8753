using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ecg.Cli.Terminal;

/// <summary>
/// Makes text from files safe for a terminal: names and comments may contain escape sequences, and a line must stay one line.
/// </summary>
internal static class Printable
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code),
            '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069']);

    /// <summary>Returns the text with each control character as <c>\n</c>, <c>\t</c>, <c>\r</c> or <c>\u001b</c>.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            Append(clean, character);
        }

        return clean.ToString();
    }

    private static void Append(StringBuilder clean, char character) => _ = character switch
    {
        '\n' => clean.Append("\\n"),
        '\r' => clean.Append("\\r"),
        '\t' => clean.Append("\\t"),
        _ when Controls.Contains(character) => clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        _ => clean.Append(character),
    };
}
