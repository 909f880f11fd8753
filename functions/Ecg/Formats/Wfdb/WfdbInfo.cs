using System.Text.RegularExpressions;

namespace Ecg.Formats.Wfdb;

/// <summary>The statements of a header's comments about the subject, header(5) "Info strings". Each database has its own style.</summary>
internal sealed partial record WfdbInfo
{
    private readonly List<string> _diagnoses = [];

    /// <summary>The age as in the header; <see langword="null"/> if it does not state it.</summary>
    public string? Age { get; private init; }

    /// <summary>The sex as in the header; <see langword="null"/> if it does not state it.</summary>
    public string? Sex { get; private init; }

    /// <summary>The diagnoses as in the header, separated by commas; <see langword="null"/> if it does not state any.</summary>
    public string? Diagnoses { get; private init; }

    /// <summary>All other comments.</summary>
    public required IReadOnlyList<string> Comments { get; init; }

    /// <summary>
    /// Parses the comments of a header. Diagnoses of several lines form one list; of several ages or sexes the first counts, and
    /// a different one remains a comment.
    /// </summary>
    public static WfdbInfo From(IReadOnlyList<string> comments)
    {
        var others = new List<string>();
        var info = new WfdbInfo { Comments = others };
        for (int i = 0; i < comments.Count; i++)
        {
            MatchCollection tags = KnownTag().Matches(comments[i]);
            if (i == 0 && tags.Count == 0)
            {
                info = info.WithAgeAndSex(comments[i]);
            }

            info = info.WithTags(comments[i], tags, out bool saysMore);
            if (saysMore)
            {
                others.Add(comments[i]);
            }
        }

        return info._diagnoses.Count == 0 ? info : info with { Diagnoses = string.Join(',', info._diagnoses) };
    }

    // MIT-BIH Arrhythmia Database: "69 M 1085 1629 x1".
    private WfdbInfo WithAgeAndSex(string comment)
    {
        Match match = AgeAndSex().Match(comment);
        return match.Success ? this with { Age = match.Groups["age"].Value, Sex = match.Groups["sex"].Value } : this;
    }

    private WfdbInfo WithTags(string comment, MatchCollection tags, out bool saysMore)
    {
        saysMore = tags.Count == 0 || tags[0].Index > 0;
        WfdbInfo info = this;
        bool lead = tags.Count > 0 && tags[0].Index == 0;
        for (int i = 0; i < tags.Count; i++)
        {
            // Within free text, only a tag in angle brackets counts: "the average age: 60" does not.
            if (!lead && comment[tags[i].Index] != '<')
            {
                continue;
            }

            int start = tags[i].Index + tags[i].Length;
            int end = i + 1 < tags.Count ? tags[i + 1].Index : comment.Length;
            string value = comment[start..end];
            int bracket = value.IndexOf('<', StringComparison.Ordinal);
            saysMore |= bracket >= 0;
            info = info.With(tags[i].Groups["tag"].ValueSpan, (bracket < 0 ? value : value[..bracket]).Trim(), out bool isTaken);
            saysMore |= !isTaken;
        }

        return info;
    }

    private WfdbInfo With(ReadOnlySpan<char> tag, string value, out bool isTaken)
    {
        isTaken = true;
        if (value.Length == 0)
        {
            return this;
        }

        switch (char.ToLowerInvariant(tag[0]))
        {
            case 'a':
                isTaken = Age is null || Age == value;
                return this with { Age = Age ?? value };
            case 's' or 'g':
                isTaken = Sex is null || Sex == value;
                return this with { Sex = Sex ?? value };
            default:
                _diagnoses.Add(value);
                return this;
        }
    }

    [GeneratedRegex(
        @"(?:^|(?<=\s)|(?=<))<?(?<tag>age|sex|gender|dx|diagnos[ei]s)>?[ \t]*[:=]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KnownTag();

    [GeneratedRegex(@"^(?<age>-?\d{1,3})\s+(?<sex>[MF?])(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex AgeAndSex();
}
