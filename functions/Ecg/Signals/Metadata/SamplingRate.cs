using System.Globalization;
using Ecg.Formats.Mat;
using Ecg.Signals.Selection;

namespace Ecg.Signals.Metadata;

/// <summary>Determines the sampling rate of a recording.</summary>
internal sealed class SamplingRate
{
    /// <summary>
    /// The lowest plausible rate. An ECG needs a hundred times as much; a header may state less, because trends are records too.
    /// </summary>
    public const double Lowest = 1;

    /// <summary>The lowest rate accepted from a header; below it, the microseconds of a long recording exceed 64 bits.</summary>
    public const double LowestOfHeader = 0.001;

    /// <summary>The highest plausible rate; above it, two samples share a microsecond.</summary>
    public const double Highest = 1e6;

    private readonly RecordingSources _sources;
    private readonly HeaderSignals? _header;
    private readonly FileVariables _variables;
    private readonly long _sampleCount;
    private readonly IssueList _issues;

    /// <summary>Prepares for one recording.</summary>
    /// <param name="sources">The recording's sources.</param>
    /// <param name="header">The header's signals, or <see langword="null"/>.</param>
    /// <param name="variables">The variables that describe the signal.</param>
    /// <param name="sampleCount">The number of samples of each lead.</param>
    /// <param name="issues">Receives implausible values.</param>
    public SamplingRate(
        RecordingSources sources, HeaderSignals? header, FileVariables variables, long sampleCount, IssueList issues) =>
        (_sources, _header, _variables, _sampleCount, _issues) = (sources, header, variables, sampleCount, issues);

    /// <summary>
    /// Returns the rate from the first source with a plausible one: the header, the file's variables, a time axis of the file, the
    /// dataset, the defaults.
    /// </summary>
    /// <param name="leftOut">The time axis that was a lead of the matrix, or <see langword="null"/>.</param>
    /// <returns>The rate in Hz, or <see langword="null"/> if no source states one.</returns>
    public double? Find(TimeAxis? leftOut)
    {
        TimeAxis? axis = FindAxis(leftOut);
        double? fromHeader = OfHeader();
        double? fromFile = Believe(_sources.Signal.Description.SamplingRate, "the file") ?? OfVariable(axis) ?? OfInterval();
        double? fromDataset = Believe(_sources.Dataset?.SamplingRate, _sources.Dataset?.FileName);
        if (fromHeader is { } first && (fromFile ?? fromDataset) is { } second && first != second)
        {
            _issues.Add($"sampling rate is {first} Hz in {_sources.Header!.FileName}, {second} Hz elsewhere: {first} Hz taken");
        }

        double? rate = fromHeader ?? fromFile ?? Take(axis) ?? fromDataset ?? Believe(_sources.Defaults.SamplingRate, "the options");
        if (rate is null)
        {
            NameNearMiss();
            _issues.Add(IssueText.UnknownSamplingRate);
        }

        return rate;
    }

    private double? OfHeader()
    {
        if (_sources.Header is not { } header)
        {
            return null;
        }

        if (!header.HasSamplingFrequency)
        {
            _issues.Add($"{header.FileName} states no sampling rate, the WFDB default of {header.SamplingFrequency} Hz assumed");
        }

        double? rate = Believe(header.SamplingFrequency * (_header?.Signals[0].SamplesPerFrame ?? 1), header.FileName, LowestOfHeader);
        if (rate < Lowest)
        {
            _issues.Add(FormattableString.Invariant($"sampling rate {rate} Hz of {header.FileName} is implausible for an ECG"));
        }

        return rate;
    }

    private double? OfVariable(TimeAxis? axis)
    {
        MatVariable? rejected = null;
        foreach (MatVariable variable in _variables.FindAll(DescribingNames.SamplingRate))
        {
            if (Parse(variable) is { } rate)
            {
                if (IsAnotherFrequency(variable, rate, axis))
                {
                    _issues.Add(FormattableString.Invariant($"variable {OneLine.Clean(variable.Name)} = {rate} is not the rate of the time axis {OneLine.Clean(axis!.Path)}, and is not used"));
                    continue;
                }

                return Believe(rate, $"variable {OneLine.Clean(variable.Name)}");
            }

            // A struct or a long vector with such a name means something else.
            rejected ??= variable.Class is MatClass.Struct || variable.Numbers is null && variable.Text is null && variable.Class != MatClass.Cell && variable.Class != MatClass.Object ? null : variable;
        }

        if (rejected is not null)
        {
            _issues.Add(rejected.Numbers is { Count: > 1 and <= MatrixShape.MaxLeads } rates
                ? FormattableString.Invariant($"variable {OneLine.Clean(rejected.Name)} ignored, its rates differ: {rates.Min()} to {rates.Max()} Hz")
                : FileVariables.WhyIgnored(rejected, "a sampling rate"));
        }

        return null;
    }

    // One value, or one per lead if all are equal.
    private static double? Parse(MatVariable variable)
    {
        if (FileVariables.NumbersOf(variable) is { Count: > 1 and <= MatrixShape.MaxLeads } rates && rates.All(rate => rate == rates[0]))
        {
            return rates[0];
        }

        string text = FileVariables.ScalarOf(variable) ?? string.Empty;
        ReadOnlySpan<char> number = text.EndsWith("Hz", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(0, text.Length - 2) : text;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) ? rate : null;
    }

    private double? OfInterval()
    {
        if ((_variables.Find(DescribingNames.SamplingInterval) ?? IntervalOfSpike2()) is not { } variable
            || !double.TryParse(FileVariables.ScalarOf(variable), NumberStyles.Float, CultureInfo.InvariantCulture, out double interval)
            || !(interval > 0))
        {
            return null;
        }

        string name = OneLine.Clean(variable.Name);
        if (!name.Equals("isi", StringComparison.OrdinalIgnoreCase))
        {
            return interval < 1 ? Believe(Round(1 / interval), $"variable {name}") : null;
        }

        // AcqKnowledge states the interval between samples, with its unit in another variable.
        string? unit = _variables.Find("isi_units") is { } units ? FileVariables.ScalarOf(units) : "ms";
        double? seconds = unit?.ToLowerInvariant() switch
        {
            "ms" or "msec" or "milliseconds" or "millisec" => 1e-3,
            "s" or "sec" or "seconds" => 1,
            "us" or "usec" or "microseconds" => 1e-6,
            _ => null,
        };
        if (seconds is null)
        {
            _issues.Add($"variable {name} ignored, its unit {OneLine.Quote(unit)} is not a unit of time");
        }

        return seconds is { } scale ? Believe(Round(1 / (interval * scale)), $"variable {name}") : null;
    }

    private MatVariable? IntervalOfSpike2() =>
        Array.TrueForAll(DescribingNames.Spike2, field => _variables.Find(field) is not null) ? _variables.Find(DescribingNames.Spike2[0]) : null;

    // 1 / 0.004 and 1000 / 2.5 are whole numbers, apart from the rounding of the quotient.
    private static double Round(double rate)
    {
        double whole = Math.Round(rate);
        return Math.Abs(rate - whole) <= 1e-9 * rate ? whole : rate;
    }

    private TimeAxis? FindAxis(TimeAxis? leftOut)
    {
        IEnumerable<TimeAxis> axes = leftOut is null ? _sources.Signal.Axes : [leftOut, .. _sources.Signal.Axes];
        return axes.FirstOrDefault(axis => axis.Count == _sampleCount && axis.Rate is >= Lowest and <= Highest);
    }

    private double? Take(TimeAxis? axis)
    {
        if (axis is not null)
        {
            _issues.Add(FormattableString.Invariant($"sampling rate {axis.Rate} Hz taken from the time axis {OneLine.Clean(axis.Path)}"));
        }

        return axis?.Rate;
    }

    // A time axis knows better than a frequency of any kind, unless its times are merely in another unit: ms, us, minutes, hours.
    private static bool IsAnotherFrequency(MatVariable variable, double rate, TimeAxis? axis)
    {
        if (axis?.Rate is not { } other || !DescribingNames.IsOneOf(variable.Name, DescribingNames.AmbiguousRate))
        {
            return false;
        }

        double[] factors = [1, 1e3, 1e6, 1 / 60.0, 1 / 3600.0];
        return !Array.Exists(factors, factor => Math.Abs((other * factor) - rate) <= 0.01 * rate);
    }

    private double? Believe(double? rate, string? source, double lowest = Lowest)
    {
        if (rate is null || (rate >= lowest && rate <= Highest))
        {
            return rate;
        }

        string hint = rate is > 0 and < Lowest ? ", it is below 1 Hz: perhaps an interval in seconds" : "";
        _issues.Add(FormattableString.Invariant($"sampling rate {rate} of {source} ignored{hint}"));
        return null;
    }

    private void NameNearMiss()
    {
        MatVariable? near = _variables.All.FirstOrDefault(variable =>
            variable.Numbers is [>= Lowest and <= Highest] && NearMiss.IsRate(variable.Name) && !DescribingNames.IsOneOf(variable.Name, DescribingNames.SamplingRate));
        if (near is not null)
        {
            _issues.Add(FormattableString.Invariant($"variable {OneLine.Clean(near.Name)} = {near.Numbers![0]} is not used: name it fs if it is the sampling rate"));
        }
        else if (NearMiss.RateIn(SignalName.LastOf(_sources.Signal.Array.Path).ToString()) is { } ofVariable)
        {
            Name("the variable's name", ofVariable);
        }
        else if (NearMiss.RateIn(_sources.FileName) is { } ofFile)
        {
            Name("the file's name", ofFile);
        }

        // It may be the frequency of a filter or of an interference.
        void Name(string what, double rate) =>
            _issues.Add(FormattableString.Invariant($"{what} states {rate} Hz, which is not used: pass --fs {rate} if it is the sampling rate"));
    }
}
