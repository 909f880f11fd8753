using Ecg.Cli.Querying;
using Ecg.Signals;

namespace Ecg.Cli.Exporting;

/// <summary>Examines all values of a lead to find the ADC values that they came from.</summary>
internal sealed class LeadSurvey
{
    // Two steps less than 16 bits hold; the lowest marks a missing sample.
    private const double ChosenSpan = 65_532;
    private const double LargestBaseline = 1e9;

    // The lake has voltages in mV, whatever the gain's unit was. The largest unit that fits is the right one: in a smaller one,
    // every value would be a thousand steps.
    private static readonly (string Unit, double Scale)[] Voltages = [("V", 1e3), ("mV", 1), ("uV", 1e-3), ("nV", 1e-6)];

    private readonly LakeLead _lead;
    private readonly List<AdcScale> _possible;
    private float _lowest = float.PositiveInfinity;
    private float _highest = float.NegativeInfinity;

    /// <summary>Begins without values.</summary>
    public LeadSurvey(LakeLead lead) => (_lead, _possible) = (lead, PossibleFor(lead));

    /// <summary>Adds values.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsNaN(value))
            {
                _lowest = Math.Min(_lowest, value);
                _highest = Math.Max(_highest, value);
            }
        }

        for (int i = _possible.Count - 1; i >= 0; i--)
        {
            if (!RestoresAll(_possible[i], values))
            {
                _possible.RemoveAt(i);
            }
        }
    }

    /// <summary>Returns the scale that reproduces every value exactly, or otherwise the one that uses 16 bits best.</summary>
    public AdcScale Choose() => (IsSilent ? _possible.Find(scale => scale.UnitScale == 1) : null) ?? _possible.FirstOrDefault() ?? Chosen();

    /// <summary>The lowest and the highest ADC value; both the baseline's if there is none.</summary>
    public (double Lowest, double Highest) RangeOf(AdcScale scale)
    {
        if (_lowest > _highest)
        {
            return (0, 0);
        }

        (double first, double second) = (scale.Of(_lowest), scale.Of(_highest));
        return (Math.Min(first, second), Math.Max(first, second));
    }

    // Only zeros, or no values, fit every scale.
    private bool IsSilent => _lowest > _highest || (_lowest == 0 && _highest == 0);

    private static List<AdcScale> PossibleFor(LakeLead lead)
    {
        (double gain, int baseline) = (lead.AdcGain ?? 1, lead.AdcBaseline ?? 0);
        return lead.AdcGain is not null && lead.Unit == PhysicalUnit.Millivolt.Name
            ? [.. Voltages.Select(voltage => new AdcScale(gain, baseline, voltage.Unit, voltage.Scale, IsExact: true))]
            : [new AdcScale(gain, baseline, lead.Unit, 1, IsExact: true)];
    }

    private static bool RestoresAll(AdcScale scale, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsNaN(value) && !scale.Restores(value))
            {
                return false;
            }
        }

        return true;
    }

    private AdcScale Chosen()
    {
        double middle = ((double)_lowest + _highest) / 2;
        double span = _highest > _lowest ? (double)_highest - _lowest : 2 * Math.Abs(middle);
        double gain = Math.Min(ChosenSpan / span, LargestBaseline / Math.Max(Math.Abs(middle), double.Epsilon));
        return new AdcScale(gain, (int)Math.Round(-middle * gain), _lead.Unit, 1, IsExact: false);
    }
}
