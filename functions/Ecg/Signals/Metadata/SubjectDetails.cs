using Ecg.Formats.Wfdb;

namespace Ecg.Signals.Metadata;

/// <summary>Reads the details of a recording's subject and circumstances from its sources.</summary>
internal sealed class SubjectDetails
{
    private readonly RecordingSources _sources;
    private readonly WfdbInfo _info;
    private readonly FileVariables _variables;
    private readonly IssueList _issues;

    /// <summary>Parses the header's comments.</summary>
    public SubjectDetails(RecordingSources sources, FileVariables variables, IssueList issues)
    {
        (_sources, _variables, _issues) = (sources, variables, issues);
        _info = WfdbInfo.From(sources.Header?.Comments ?? []);
    }

    /// <summary>The age in years, from the first source with a plausible one.</summary>
    public double? Age() =>
        ParseAge(_info.Age, _sources.Header?.FileName)
        ?? ParseAge(FromFile("age"), "variable age")
        ?? BelieveAge(_sources.Dataset?.Age);

    /// <summary>The sex as a word, from the first source that states it.</summary>
    public string? Sex()
    {
        if (_info.Sex is { } inHeader && Demographics.ParseSex(inHeader) is { } sex)
        {
            return sex;
        }

        return SexOfFile() ?? _sources.Dataset?.Sex;
    }

    /// <summary>The diagnoses of the first source that has any.</summary>
    public IReadOnlyList<string> Diagnoses()
    {
        IReadOnlyList<string> inHeader = Demographics.ParseDiagnoses(_info.Diagnoses ?? string.Empty);
        return inHeader.Count > 0 ? inHeader : _sources.Dataset?.Diagnoses ?? [];
    }

    /// <summary>The free comments of all sources.</summary>
    public IReadOnlyList<string> Comments() => [.. _info.Comments, .. _sources.Dataset?.Comments ?? []];

    /// <summary>The start of the recording. A time of day without a date is not enough.</summary>
    public DateTime? RecordedAt() => _sources.Header?.BaseDate is { } date
        ? date.ToDateTime(_sources.Header.BaseTime ?? TimeOnly.MinValue)
        : _sources.Dataset?.RecordedAt;

    private double? ParseAge(string? text, string? source)
    {
        if (text is null || Demographics.IsUnknown(text))
        {
            return null;
        }

        double? age = Demographics.ParseAge(text);
        if (age is null)
        {
            _issues.Add($"age of {source} ignored, it is not an age");
        }

        return age;
    }

    private static double? BelieveAge(double? age) => age is { } years ? Demographics.Plausible(years) : null;

    private string? SexOfFile()
    {
        if ((FromFile("sex") ?? FromFile("gender")) is not { } text)
        {
            return null;
        }

        // The order of two numbers differs from file to file.
        if (double.TryParse(text, out double number))
        {
            if (!double.IsNaN(number))
            {
                _issues.Add($"variable sex ignored, {number} is not a word");
            }

            return null;
        }

        return Demographics.ParseSex(text);
    }

    private string? FromFile(string name) =>
        _variables.Find(name) is { } variable ? FileVariables.ScalarOf(variable) : null;
}
