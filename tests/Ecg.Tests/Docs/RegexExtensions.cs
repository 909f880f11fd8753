using System.Text.RegularExpressions;

namespace Ecg.Tests.Docs;

/// <summary>What a pattern finds in a line.</summary>
internal static class RegexExtensions
{
    /// <summary>What a group of the pattern holds, match by match.</summary>
    public static IEnumerable<string> EnumerateValues(this Regex pattern, string line, string group) =>
        pattern.Matches(line).Select(match => match.Groups[group].Value);
}
