using System.Globalization;
using System.Text.RegularExpressions;

namespace Ecg.Tests.Reporting;

/// <summary>The colours of a style sheet, and how far apart they are to the eye (WCAG 2, relative luminance and contrast ratio).</summary>
internal static partial class PageColours
{
    private static readonly string[] Backgrounds = ["--page", "--card"];

    /// <summary>Each rule's text with what is behind it: its own background, else each of those that the page has.</summary>
    public static IReadOnlyList<(string Name, string Text, string Behind)> PairsOf(string style, bool isDark)
    {
        var colours = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match? root in Roots().Matches(style).Take(isDark ? 2 : 1))
        {
            foreach (Match colour in Colours().Matches(root.Value))
            {
                colours[colour.Groups[1].Value] = colour.Groups[2].Value;
            }
        }

        return
        [
            .. Rules().Matches(style).SelectMany(rule => PairsOf(rule.Groups[1].Value.Trim(), rule.Groups[2].Value, colours)),
            ("trace", colours["--ink"], colours["--paper"]),
        ];
    }

    public static double Contrast(string first, string second)
    {
        (double a, double b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static IEnumerable<(string Name, string Text, string Behind)> PairsOf(string name, string rule, Dictionary<string, string> colours)
    {
        Match text = TextColour().Match(rule);
        Match background = Background().Match(rule);
        if (background.Success && !text.Success)
        {
            throw new InvalidOperationException($"'{name}' has a background and leaves the text on it to chance.");
        }

        if (!text.Success)
        {
            yield break;
        }

        foreach (string behind in background.Success ? [background.Groups[1].Value] : Backgrounds)
        {
            yield return (name, colours[text.Groups[1].Value], colours[behind]);
        }
    }

    private static double Luminance(string colour)
    {
        int value = int.Parse(colour.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (0.2126 * Linear(value >> 16)) + (0.7152 * Linear((value >> 8) & 0xFF)) + (0.0722 * Linear(value & 0xFF));
    }

    private static double Linear(int channel)
    {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@":root\s*\{[^}]*\}")]
    private static partial Regex Roots();

    [GeneratedRegex(@"(--[a-z-]+):\s*(#[0-9a-f]{6});")]
    private static partial Regex Colours();

    [GeneratedRegex(@"([^{}]+)\{([^{}]*)\}")]
    private static partial Regex Rules();

    [GeneratedRegex(@"(?<![-a-z])color:\s*var\((--[a-z-]+)\)")]
    private static partial Regex TextColour();

    [GeneratedRegex(@"background:\s*var\((--[a-z-]+)\)")]
    private static partial Regex Background();
}
