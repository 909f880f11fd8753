using System.Globalization;

namespace Ecg.Cli.Plot.Layout;

/// <summary>The vertical scale of a lead.</summary>
/// <param name="MillimetresPerUnit">The millimetres of paper per unit of the lead.</param>
/// <param name="Label">The scale as text: <c>10 mm/mV</c>, <c>10 mm = 500 adu</c>.</param>
/// <param name="IsGain">Whether it is a standard gain, shown by a calibration pulse of 1 mV.</param>
internal sealed record AmplitudeScale(double MillimetresPerUnit, string Label, bool IsGain)
{
    /// <summary>The height of the bar that shows a non-standard scale.</summary>
    public const double BarMillimetres = 10;

    private const double TallestOwnScale = 25;

    // 2 mm at the standard gain. A low-voltage ECG, which is a finding at the standard gain, is well above it.
    private const double HardlySeen = 0.2;

    /// <summary>The standard gain, 10 mm/mV.</summary>
    public static AmplitudeScale Standard { get; } = Gain(10);

    /// <summary>The standard gain and its repeated halves, for tall complexes.</summary>
    public static IReadOnlyList<AmplitudeScale> StandardAndBelow { get; } = [Standard, Gain(5), Gain(2.5)];

    /// <summary>Creates a gain for millivolts.</summary>
    public static AmplitudeScale Gain(double millimetresPerMillivolt) =>
        new(millimetresPerMillivolt, $"{Number(millimetresPerMillivolt)} mm/mV", IsGain: true);

    /// <summary>
    /// Returns the scale for a lead in its own row: 10 mm/mV, halved until the lead is no taller than
    /// <paramref name="tallest"/>, doubled for a very small one; a scale for the lead's own range if no gain fits
    /// or the unit is not mV.
    /// </summary>
    /// <param name="lead">The lead.</param>
    /// <param name="extent">The range of its samples.</param>
    /// <param name="tallest">The available height.</param>
    /// <param name="wanted">The requested gain in mm/mV, used whatever the height.</param>
    public static AmplitudeScale For(PlotLead lead, LeadExtent extent, double tallest, double? wanted = null)
    {
        if (!lead.IsMillivolt)
        {
            return OwnRange(lead.Unit, extent);
        }

        if (wanted is { } gainWanted)
        {
            return Gain(gainWanted);
        }

        double height = extent.PeakToPeak;
        return height is > 0 and <= HardlySeen
            ? Gain(20)
            : StandardAndBelow.FirstOrDefault(gain => height * gain.MillimetresPerUnit <= tallest) ?? OwnRange(lead.Unit, extent);
    }

    private static AmplitudeScale OwnRange(string unit, LeadExtent extent)
    {
        double unitsPerBar = AtLeastOfOneTwoFive(extent.PeakToPeak * BarMillimetres / TallestOwnScale);
        string name = string.IsNullOrWhiteSpace(unit) || unit == "unknown" ? "(unit unknown)" : unit;
        return new(BarMillimetres / unitsPerBar, $"{Number(BarMillimetres)} mm = {Number(unitsPerBar)} {name}", IsGain: false);
    }

    private static double AtLeastOfOneTwoFive(double value)
    {
        if (value <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return (value / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }

    private static string Number(double value) => ((float)value).ToString("G7", CultureInfo.InvariantCulture);
}
