using System.Globalization;
using Ecg.Formats.Wfdb;

namespace Ecg.Signals.Metadata;

/// <summary>Names the leads of a recording.</summary>
internal sealed class LeadNaming
{
    // The WFDB library allows 60 characters; this leaves room and keeps a hostile header from naming a megabyte.
    private const int LongestName = 128;

    private readonly RecordingSources _sources;
    private readonly FileVariables _variables;
    private readonly int _leadCount;
    private readonly IssueList _issues;

    /// <summary>Creates the naming of one recording.</summary>
    public LeadNaming(RecordingSources sources, FileVariables variables, int leadCount, IssueList issues) =>
        (_sources, _variables, _leadCount, _issues) = (sources, variables, leadCount, issues);

    /// <summary>
    /// The names, each from the first source that has one: the header's descriptions, the file, the dataset, the
    /// defaults; <c>ecg</c> for an only lead without a name, else <c>ch1</c>, <c>ch2</c>...
    /// </summary>
    /// <param name="signals">The header's signals, or <see langword="null"/>.</param>
    public IReadOnlyList<string> Names(IReadOnlyList<WfdbSignal>? signals)
    {
        var names = new string?[_leadCount];
        Fill(names, () => signals?.Select(signal => signal.Description).ToList(), "lead names of the header");
        Fill(names, FromFile, "lead names of the file");
        Fill(names, () => _sources.Dataset?.Leads, $"lead names of {_sources.Dataset?.FileName}");
        Fill(names, () => _sources.Defaults.Leads, "lead names of the options");
        return [.. names.Select((name, i) => name is null ? Default(i) : Clean(name))];
    }

    // A list that no lead needs is not looked at: options meant for other recordings are no issue of this one.
    private void Fill(string?[] names, Func<IReadOnlyList<string?>?> source, string what)
    {
        if (Array.TrueForAll(names, name => name is not null) || FitOrReport(source(), what) is not { } list)
        {
            return;
        }

        for (var i = 0; i < names.Length; i++)
        {
            names[i] ??= string.IsNullOrWhiteSpace(list[i]) ? null : list[i];
        }
    }

    private string Default(int position) =>
        _leadCount == 1 ? "ecg" : string.Create(CultureInfo.InvariantCulture, $"ch{position + 1}");

    private static string Clean(string name)
    {
        var clean = OneLine.Clean(name);
        return clean.Length <= LongestName ? clean : clean[..LongestName];
    }

    private IReadOnlyList<string>? FromFile()
    {
        if (_variables.Find("leads") is not { } variable)
        {
            return null;
        }

        var texts = FileVariables.TextsOf(variable);
        if (texts is null)
        {
            _issues.Add("variable leads ignored, it is no text");
            return null;
        }

        return texts is [var line] && _leadCount > 1
            ? line.Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : texts;
    }

    // Unlike a unit or a gain, one name never stands for all leads.
    private IReadOnlyList<string?>? FitOrReport(IReadOnlyList<string?>? names, string what)
    {
        if (names is null || names.Count == 0 || names.Count == _leadCount)
        {
            return names is { Count: 0 } ? null : names;
        }

        _issues.Add($"{what} ignored: {names.Count} for {Counted.Of(_leadCount, "lead")}");
        return null;
    }
}
