using Ecg.Formats.Wfdb;

namespace Ecg.Signals.Metadata;

/// <summary>Finds what sources say of the subject of a recording and of its circumstances.</summary>
internal sealed class SubjectDetails
{
    private readonly RecordingSources _sources;
    private readonly WfdbInfo _info;
    private readonly FileVariables _variables;
    private readonly IssueList _issues;

    /// <summary>Reads the header's comments.</summary>
    public SubjectDetails(RecordingSources sources, FileVariables variables, IssueList issues)
    {
        (_sources, _variables, _issues) = (sources, variables, issues);
        _info = WfdbInfo.From(sources.Header?.Comments ?? []);
    }

    /// <summary>The age in years, of the first source that names one that can be.</summary>
    public double? Age() =>
        ParseAge(_info.Age, _sources.Header?.FileName)
        ?? ParseAge(FromFile("age"), "variable age")
        ?? BelieveAge(_sources.Dataset?.Age);

    /// <summary>The sex in words, of the first source that names it.</summary>
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

    /// <summary>When the recording began. A time of day without a date says too little.</summary>
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

        // Which of two numbers is which differs from file to file.
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
