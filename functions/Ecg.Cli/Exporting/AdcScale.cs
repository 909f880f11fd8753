namespace Ecg.Cli.Exporting;

/// <summary>The conversion of a lead's values to ADC values: (adc - baseline) / gain in the header's unit, header(5).</summary>
/// <param name="Gain">The gain in adu per unit of the header.</param>
/// <param name="Baseline">The ADC value of 0.</param>
/// <param name="Unit">The header's unit.</param>
/// <param name="UnitScale">The factor from the header's unit to the lake's.</param>
/// <param name="IsExact">Whether the ADC values reproduce every value of the lake exactly.</param>
internal sealed record AdcScale(double Gain, int Baseline, string Unit, double UnitScale, bool IsExact)
{
    /// <summary>Returns the ADC value closest to a value of the lake.</summary>
    public double Of(float value) => Math.Round((value / UnitScale * Gain) + Baseline);

    /// <summary>Returns whether that ADC value reproduces the value exactly.</summary>
    public bool Restores(float value)
    {
        double adc = Of(value);
        return Math.Abs(adc) <= int.MaxValue && (float)((adc - Baseline) / Gain * UnitScale) == value;
    }

    /// <summary>The maximum error of a value, in the lake's unit.</summary>
    public double LargestError => IsExact ? 0 : 0.5 / Math.Abs(Gain) * UnitScale;
}
