using System.Globalization;

namespace Ecg.Signals.Metadata;

/// <summary>Finds the sampling rate of a recording.</summary>
internal static class SamplingRate
{
    /// <summary>The lowest rate that is believed; below it the microseconds of a long recording leave 64 bits.</summary>
    public const double Lowest = 0.001;

    /// <summary>The highest rate that is believed; beyond it two samples share a microsecond.</summary>
    public const double Highest = 1e6;

    /// <summary>
    /// The rate of the first source that names one that can be: the header, the file's variables, the dataset, the defaults.
    /// </summary>
    /// <returns>The rate in Hz, or <see langword="null"/> where no source names one.</returns>
    public static double? Find(RecordingSources sources, HeaderSignals? header, FileVariables variables, IssueList issues)
    {
        var fromHeader = OfHeader(sources, header, issues);
        var fromFile = OfFile(variables, issues);
        var fromDataset = Believe(sources.Dataset?.SamplingRate, sources.Dataset?.FileName, issues);
        if (fromHeader is { } first && (fromFile ?? fromDataset) is { } second && first != second)
        {
            issues.Add($"sampling rate is {first} Hz in {sources.Header!.FileName}, {second} Hz elsewhere: {first} Hz taken");
        }

        var rate = fromHeader ?? fromFile ?? fromDataset ?? Believe(sources.Defaults.SamplingRate, "the options", issues);
        if (rate is null)
        {
            issues.Add(IssueText.UnknownSamplingRate);
        }

        return rate;
    }

    private static double? OfHeader(RecordingSources sources, HeaderSignals? signals, IssueList issues)
    {
        if (sources.Header is not { } header)
        {
            return null;
        }

        if (!header.HasSamplingFrequency)
        {
            issues.Add($"{header.FileName} names no sampling rate, which stands for {header.SamplingFrequency} Hz");
        }

        return Believe(header.SamplingFrequency * (signals?.Signals[0].SamplesPerFrame ?? 1), header.FileName, issues);
    }

    private static double? OfFile(FileVariables variables, IssueList issues)
    {
        if (variables.Find("fs", "sfreq", "freq", "sampling_rate") is not { } variable)
        {
            return null;
        }

        var text = FileVariables.ScalarOf(variable) ?? string.Empty;
        var number = text.EndsWith("Hz", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(0, text.Length - 2) : text;
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate))
        {
            return Believe(rate, $"variable {variable.Name}", issues);
        }

        issues.Add($"variable {OneLine.Clean(variable.Name)} ignored, it is no sampling rate");
        return null;
    }

    private static double? Believe(double? rate, string? source, IssueList issues)
    {
        if (rate is null or (>= Lowest and <= Highest))
        {
            return rate;
        }

        issues.Add($"sampling rate {rate} of {source} ignored");
        return null;
    }
}
