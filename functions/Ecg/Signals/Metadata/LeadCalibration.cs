using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Signals.Selection;

namespace Ecg.Signals.Metadata;

/// <summary>Finds the gain, baseline and unit of leads that no header describes.</summary>
internal sealed class LeadCalibration
{
    private readonly IReadOnlyList<string>? _fileUnits;
    private readonly IReadOnlyList<string>? _datasetUnits;
    private readonly IReadOnlyList<double>? _gains;
    private readonly IReadOnlyList<double>? _baselines;
    private readonly PhysicalUnit _nothingKnown;
    private readonly bool _isInteger;
    private readonly SampleBuffer _values;
    private readonly IssueList _issues;
    private bool? _areAdcValues;

    /// <summary>Gathers what the sources say.</summary>
    public LeadCalibration(RecordingSources sources, FileVariables variables, LeadPlaces leads, IssueList issues)
    {
        _issues = issues;
        _values = sources.Signal.Buffer;
        _isInteger = ArrayShape.IsInteger(sources.Signal.Array);
        _nothingKnown = new PhysicalUnit(_isInteger ? PhysicalUnit.AdcUnits : PhysicalUnit.UnknownName, 1);
        DatasetMetadata? dataset = sources.Dataset;
        _fileUnits = PerLead.Spread(sources.Signal.Description.Units ?? UnitsOf(variables), leads, "units of the file", issues);
        _datasetUnits = PerLead.Spread(dataset?.Units, leads, $"units of {dataset?.FileName}", issues);
        SignalDescription described = sources.Signal.Description;
        _gains = Usable(described.Gains, "the file") ?? OfFile(variables, DescribingNames.Gain, leads, "gains of the file");
        if (_gains is not null)
        {
            _baselines = Whole(described.Baselines) ?? OfFile(variables, DescribingNames.Baseline, leads, "baselines of the file");
            return;
        }

        _baselines = AsDoubles(PerLead.Spread(dataset?.Baselines, leads, $"baselines of {dataset?.FileName}", issues));
        _gains = Usable(PerLead.Spread(dataset?.Gains, leads, $"gains of {dataset?.FileName}", issues), dataset?.FileName)
            ?? Usable(PerLead.Spread<double>(sources.Defaults.Gain is { } gain ? [gain] : null, leads, "gains", issues), "the options");
        if (_baselines is not null && _gains is null)
        {
            issues.Add($"baseline of {dataset?.FileName} ignored, there is no gain");
        }

        _baselines ??= AsDoubles(PerLead.Spread<int>(sources.Defaults.Baseline is { } baseline ? [baseline] : null, leads, "baselines", issues));
    }

    /// <summary>The calibration of a lead.</summary>
    /// <param name="position">The lead's place, from 0.</param>
    /// <param name="lead">The lead's name, for an issue.</param>
    public Calibration Of(int position, string lead)
    {
        PhysicalUnit? stated = UnitOf(_fileUnits, position, lead);
        PhysicalUnit? shared = UnitOf(_datasetUnits, position, lead);
        if (_gains is null)
        {
            return new Calibration(stated ?? shared ?? Unknown(lead), null, null);
        }

        if (!_isInteger && stated is { IsPhysical: true } physical && !AreAdcValues(physical, position))
        {
            string unitOfFile = physical.Scale == 1 ? physical.Name : OneLine.Clean(_fileUnits![position]);
            _issues.AddForLead($"gain not applied, the file says that its values are in {unitOfFile}", lead);
            return new Calibration(physical, null, null);
        }

        PhysicalUnit? unit = stated is { IsPhysical: true } ? stated : shared is { IsPhysical: true } ? shared : PhysicalUnit.Millivolt;
        return new Calibration(unit.Value, _gains[position], (int)(_baselines?[position] ?? 0));
    }

    // One answer for all leads: they come from one converter.
    private bool AreAdcValues(PhysicalUnit unit, int position)
    {
        if (_areAdcValues is null)
        {
            _areAdcValues = WholeNumbers.AreAdcValues(_values, _gains![position], unit);
            if (_areAdcValues.Value)
            {
                _issues.Add("values taken for ADC values and divided by the file's gain: all are whole numbers, far too large for the unit");
            }
        }

        return _areAdcValues.Value;
    }

    private PhysicalUnit? UnitOf(IReadOnlyList<string>? units, int position, string lead)
    {
        if (units is null || PhysicalUnit.Parse(units[position]) is not { } unit)
        {
            return null;
        }

        if (unit.IsPhysical && !PhysicalUnit.IsKnown(unit.Name))
        {
            _issues.AddForLead($"unit {OneLine.Quote(unit.Name)} is not recognised", lead);
        }

        return unit;
    }

    private PhysicalUnit Unknown(string lead)
    {
        _issues.AddForLead(IssueText.UnknownUnit, lead);
        return _nothingKnown;
    }

    private IReadOnlyList<string>? UnitsOf(FileVariables variables)
    {
        if (variables.Find(DescribingNames.Units) is { } variable)
        {
            IReadOnlyList<string>? texts = FileVariables.TextsOf(variable);
            if (texts is null)
            {
                _issues.Add(FileVariables.WhyIgnored(variable, "text"));
            }

            return texts;
        }

        if (variables.Find(DescribingNames.Gain) is { } gain && AdcGainText.ParseAll(FileVariables.TextsOf(gain)) is { } gains)
        {
            return [.. gains.Select(text => text.Unit)];
        }

        // The data of an EEGLAB dataset are in microvolts: https://eeglab.org/tutorials/ConceptsGuide/Data_Structures.html.
        if (variables.Find("srate") is not null && variables.Find("setname") is not null && variables.Find("nbchan") is not null)
        {
            _issues.Add("unit assumed to be EEGLAB's, uV");
            return ["uV"];
        }

        MatVariable? near = variables.All.FirstOrDefault(other => NearMiss.IsUnits(other.Name) && FileVariables.TextsOf(other) is not null && !other.Name.Equals("isi_units", StringComparison.OrdinalIgnoreCase));
        if (near is not null)
        {
            _issues.Add($"variable {OneLine.Clean(near.Name)} is not used: name it units if it holds the leads' units");
        }

        return null;
    }

    // A gain beside physical values is an amplifier's as often as an ADC's: only whole numbers are ADC values for certain.
    private IReadOnlyList<double>? OfFile(FileVariables variables, string[] names, LeadPlaces leads, string what)
    {
        foreach (MatVariable variable in variables.FindAll(names))
        {
            if (NumbersOf(variable) is { Count: > 0 } values && (_isInteger || variables.IsOfDescribingStruct(variable)))
            {
                return names == DescribingNames.Gain
                    ? Usable(PerLead.Spread(values, leads, what, _issues), "the file")
                    : Whole(PerLead.Spread(values, leads, what, _issues));
            }
        }

        return null;
    }

    private static IReadOnlyList<double>? NumbersOf(MatVariable variable) =>
        AdcGainText.ParseAll(FileVariables.TextsOf(variable)) is { } gains ? [.. gains.Select(text => text.Gain)] : FileVariables.NumbersOf(variable);

    private IReadOnlyList<double>? Whole(IReadOnlyList<double>? baselines)
    {
        if (baselines is null || baselines.All(baseline => Math.Abs(baseline) <= int.MaxValue))
        {
            return baselines is null ? null : [.. baselines.Select(baseline => Math.Round(baseline))];
        }

        _issues.Add("baseline of the file ignored, it is not a number");
        return null;
    }

    private static IReadOnlyList<double>? AsDoubles(IReadOnlyList<int>? values) => values is null ? null : [.. values.Select(value => (double)value)];

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
