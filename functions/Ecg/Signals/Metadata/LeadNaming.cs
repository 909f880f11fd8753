using System.Globalization;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;

namespace Ecg.Signals.Metadata;

/// <summary>Names the leads of a recording.</summary>
internal sealed class LeadNaming
{
    // The WFDB library allows 60 characters; this leaves room and stops a hostile header from giving a name of a megabyte.
    private const int LongestName = 128;

    private readonly RecordingSources _sources;
    private readonly FileVariables _variables;
    private readonly LeadPlaces _leads;
    private readonly IssueList _issues;

    /// <summary>Creates the naming for one recording.</summary>
    public LeadNaming(RecordingSources sources, FileVariables variables, LeadPlaces leads, IssueList issues) =>
        (_sources, _variables, _leads, _issues) = (sources, variables, leads, issues);

    /// <summary>
    /// Returns the names, each from the first source that states it: the header's descriptions, the file, the dataset, the
    /// defaults; otherwise <c>ecg</c> for a single lead, or <c>ch1</c>, <c>ch2</c>...
    /// </summary>
    /// <param name="signals">The header's signals, or <see langword="null"/>.</param>
    public IReadOnlyList<string> Names(IReadOnlyList<WfdbSignal>? signals)
    {
        string?[] names = new string?[_leads.Count];
        Fill(names, () => signals?.Select(signal => signal.Description).ToList(), "lead names of the header");
        Fill(names, () => _sources.Signal.Description.LeadNames, "lead names of the file");
        Fill(names, FromFile, "lead names of the file");
        Fill(names, () => _sources.Dataset?.Leads, $"lead names of {_sources.Dataset?.FileName}");
        Fill(names, () => _sources.Defaults.Leads, "lead names of the options");
        return [.. names.Select((name, i) => name is null ? Default(i) : Clean(name))];
    }

    // A list that no lead needs is not examined: options meant for other recordings are not an issue of this one.
    private void Fill(string?[] names, Func<IReadOnlyList<string?>?> source, string what)
    {
        if (Array.TrueForAll(names, name => name is not null) || FitOrReport(source(), what) is not { } list)
        {
            return;
        }

        for (int i = 0; i < names.Length; i++)
        {
            names[i] ??= string.IsNullOrWhiteSpace(list[i]) ? null : list[i];
        }
    }

    private string Default(int position) =>
        _leads.Count == 1 && !IsInOtherUnit() ? "ecg" : string.Create(CultureInfo.InvariantCulture, $"ch{position + 1}");

    // A temperature or an acceleration is no ECG.
    private bool IsInOtherUnit() =>
        _variables.Find(DescribingNames.Units) is { } units && FileVariables.TextsOf(units) is [var text, ..]
        && PhysicalUnit.Parse(text) is { IsPhysical: true } unit && PhysicalUnit.IsKnown(unit.Name) && unit.Name != PhysicalUnit.Millivolt.Name;

    private static string Clean(string name)
    {
        // MATLAB's importdata keeps the quotation marks of a CSV file's header.
        string clean = OneLine.Clean(name.AsSpan().Trim('"'));
        return clean.Length <= LongestName ? clean : clean[..LongestName];
    }

    // The first list that fits; if none fits, the first one is reported.
    private IReadOnlyList<string>? FromFile()
    {
        IReadOnlyList<string>? unfit = null;
        MatVariable? noText = null;
        foreach (MatVariable variable in _variables.FindAll(DescribingNames.LeadNames))
        {
            bool isAmbiguous = DescribingNames.IsOneOf(variable.Name, DescribingNames.Ambiguous);
            if (ListOf(variable) is not { } names)
            {
                noText ??= isAmbiguous ? null : variable;
            }
            else if (_leads.Pick(names) is null)
            {
                unfit ??= isAmbiguous ? null : names;
            }
            else if (!isAmbiguous || _leads.Count > 1 || _variables.IsOfDescribingStruct(variable) || SpeaksOfLead(names[0]))
            {
                return names;
            }
        }

        if (unfit is null && noText is not null)
        {
            _issues.Add(FileVariables.WhyIgnored(noText, "text"));
        }
        else if (unfit is null)
        {
            NameNearMiss();
        }

        return unfit;
    }

    private IReadOnlyList<string>? ListOf(MatVariable variable)
    {
        IReadOnlyList<string>? texts = FileVariables.TextsOf(variable);
        if (variable.Class != MatClass.Cell && variable.Name.Equals("header", StringComparison.OrdinalIgnoreCase))
        {
            // The text of a header, not a list of names.
            return null;
        }

        return texts is [var line] && _leads.Count > 1
            ? line.Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : texts;
    }

    // FieldTrip's own struct also has a rate, and its label names a channel.
    private bool SpeaksOfLead(string name) =>
        Selection.SignalName.IsAfterEcg(name) || _variables.Find("fsample") is not null || _variables.Find("isi") is not null;

    private void NameNearMiss()
    {
        MatVariable? near = _leads.Count < 2 ? null : _variables.All.FirstOrDefault(variable =>
            NearMiss.IsLeadNames(variable.Name)
            && !DescribingNames.IsOneOf(variable.Name, DescribingNames.LeadNames)
            && ListOf(variable) is { } names && _leads.Pick(names) is not null);
        if (near is not null)
        {
            _issues.Add($"variable {OneLine.Clean(near.Name)} is not used: name it leads if it holds the leads' names");
        }
    }

    // Unlike a unit or a gain, a single name never applies to all leads.
    private IReadOnlyList<string?>? FitOrReport(IReadOnlyList<string?>? names, string what)
    {
        if (names is null or { Count: 0 })
        {
            return null;
        }

        if (_leads.Pick(names) is { } picked)
        {
            return picked;
        }

        _issues.Add($"{what} ignored: {names.Count} for {Counted.Of(_leads.Count, "lead")}");
        return null;
    }
}
