using Ecg.Signals.Selection;

namespace Ecg.Signals.Metadata;

/// <summary>Finds the gain, baseline and unit of leads that no header describes.</summary>
internal sealed class LeadCalibration
{
    private readonly IReadOnlyList<string>? _fileUnits;
    private readonly IReadOnlyList<string>? _datasetUnits;
    private readonly IReadOnlyList<double>? _gains;
    private readonly IReadOnlyList<int>? _baselines;
    private readonly PhysicalUnit _nothingKnown;
    private readonly bool _isInteger;
    private readonly IssueList _issues;

    /// <summary>Gathers what the sources say.</summary>
    public LeadCalibration(RecordingSources sources, FileVariables variables, int leadCount, IssueList issues)
    {
        _issues = issues;
        var dataset = sources.Dataset;
        _fileUnits = PerLead.Spread(UnitsOf(variables, issues), leadCount, "units of the file", issues);
        _datasetUnits = PerLead.Spread(dataset?.Units, leadCount, $"units of {dataset?.FileName}", issues);
        _baselines = PerLead.Spread(dataset?.Baselines, leadCount, $"baselines of {dataset?.FileName}", issues);
        _gains = Usable(PerLead.Spread(dataset?.Gains, leadCount, $"gains of {dataset?.FileName}", issues), dataset?.FileName)
            ?? Usable(PerLead.Spread<double>(sources.Defaults.Gain is { } gain ? [gain] : null, leadCount, "gains", issues), "the options");
        if (_baselines is not null && _gains is null)
        {
            issues.Add($"baseline of {dataset?.FileName} ignored, there is no gain");
        }

        _isInteger = ArrayShape.IsInteger(sources.Signal.Array);
        _nothingKnown = new PhysicalUnit(_isInteger ? PhysicalUnit.AdcUnits : PhysicalUnit.UnknownName, 1);
    }

    /// <summary>The calibration of a lead.</summary>
    /// <param name="position">The lead's place, from 0.</param>
    /// <param name="lead">The lead's name, for an issue.</param>
    public Calibration Of(int position, string lead)
    {
        var stated = PhysicalUnit.Parse(_fileUnits?[position] ?? string.Empty);
        var shared = PhysicalUnit.Parse(_datasetUnits?[position] ?? string.Empty);
        if (_gains is null)
        {
            return new Calibration(stated ?? shared ?? Unknown(lead), null, null);
        }

        if (!_isInteger && stated is { IsPhysical: true } physical)
        {
            _issues.AddForLead($"gain not applied, the file says that its values are in {physical.Name}", lead);
            return new Calibration(physical, null, null);
        }

        var unit = stated is { IsPhysical: true } ? stated : shared is { IsPhysical: true } ? shared : PhysicalUnit.Millivolt;
        return new Calibration(unit.Value, _gains[position], _baselines?[position] ?? 0);
    }

    private PhysicalUnit Unknown(string lead)
    {
        _issues.AddForLead(IssueText.UnknownUnit, lead);
        return _nothingKnown;
    }

    private static IReadOnlyList<string>? UnitsOf(FileVariables variables, IssueList issues)
    {
        if (variables.Find("units") is not { } variable)
        {
            return null;
        }

        var texts = FileVariables.TextsOf(variable);
        if (texts is null)
        {
            issues.Add("variable units ignored, it is no text");
        }

        return texts;
    }

    private IReadOnlyList<double>? Usable(IReadOnlyList<double>? gains, string? source)
    {
        if (gains is null || gains.All(gain => gain != 0 && double.IsFinite(gain)))
        {
            return gains;
        }

        _issues.Add($"gain {gains.First(gain => gain == 0 || !double.IsFinite(gain))} of {source} ignored");
        return null;
    }
}
