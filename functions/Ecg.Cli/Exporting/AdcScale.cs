namespace Ecg.Cli.Exporting;

/// <summary>How the values of a lead are stored as ADC values: (adc - baseline) / gain in the header's unit, header(5).</summary>
/// <param name="Gain">The gain in adu per unit of the header.</param>
/// <param name="Baseline">The ADC value of 0.</param>
/// <param name="Unit">The header's unit.</param>
/// <param name="UnitScale">What a value in that unit is multiplied by to be in the lake's.</param>
/// <param name="IsExact">Whether the ADC values give back every value of the lake to its last bit.</param>
internal sealed record AdcScale(double Gain, int Baseline, string Unit, double UnitScale, bool IsExact)
{
    /// <summary>The ADC value that is nearest to a value of the lake.</summary>
    public double Of(float value) => Math.Round((value / UnitScale * Gain) + Baseline);

    /// <summary>Whether that ADC value gives the value back to its last bit.</summary>
    public bool Restores(float value)
    {
        double adc = Of(value);
        return Math.Abs(adc) <= int.MaxValue && (float)((adc - Baseline) / Gain * UnitScale) == value;
    }

    /// <summary>The most that a value is off by, in the lake's unit.</summary>
    public double LargestError => IsExact ? 0 : 0.5 / Math.Abs(Gain) * UnitScale;
}
