using System.Globalization;

namespace Ecg.Signals.Metadata;

/// <summary>Names the leads' columns in <c>samples</c>.</summary>
/// <remarks>
/// Lower case, because Glue and Athena are case-insensitive; ASCII letters, digits and <c>_</c>, so that no engine requires quotes.
/// Every name leaves room for <c>NAME_norm</c>, so that it does not depend on whether normalised values are stored.
/// </remarks>
internal static class ColumnNames
{
    // Half of the 128 characters that Glue's crawlers keep of a name, more than any lead's name has.
    private const int Longest = 64;

    private static readonly HashSet<string> Fixed = new(PipelineContract.SamplesColumns, StringComparer.Ordinal);

    /// <summary>Names the columns of leads.</summary>
    /// <param name="leads">The leads' names in order.</param>
    /// <returns>One unique name for each lead.</returns>
    public static IReadOnlyList<string> Assign(IReadOnlyList<string> leads)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        string[] names = new string[leads.Count];
        for (int i = 0; i < names.Length; i++)
        {
            string name = Sanitize(leads[i], i);
            names[i] = MakeUnique(Fixed.Contains(name) ? $"{name}_lead" : name, taken, counts);
        }

        return names;
    }

    private static string MakeUnique(string name, HashSet<string> taken, Dictionary<string, int> counts)
    {
        string candidate = name;
        while (taken.Contains(candidate) || taken.Contains(candidate + PipelineContract.NormalizedSuffix))
        {
            // Counting on from the last number avoids a million look-ups for a thousand leads of one name.
            int count = counts.GetValueOrDefault(name, 1) + 1;
            counts[name] = count;
            candidate = string.Create(CultureInfo.InvariantCulture, $"{name}_{count}");
        }

        taken.Add(candidate);
        taken.Add(candidate + PipelineContract.NormalizedSuffix);
        return candidate;
    }

    private static string Sanitize(string lead, int position)
    {
        ReadOnlySpan<char> source = lead.AsSpan(0, Math.Min(lead.Length, Longest));
        if (!source.ContainsAnyInRange('a', 'z') && !source.ContainsAnyInRange('A', 'Z') && !source.ContainsAnyInRange('0', '9'))
        {
            return string.Create(CultureInfo.InvariantCulture, $"ch{position + 1}");
        }

        string name = string.Create(source.Length, source, static (target, text) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsAsciiLetterOrDigit(text[i]) ? char.ToLowerInvariant(text[i]) : '_';
            }
        });
        return char.IsAsciiDigit(name[0]) ? $"_{name}" : name;
    }
}
