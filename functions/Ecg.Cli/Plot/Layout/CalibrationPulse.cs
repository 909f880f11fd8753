namespace Ecg.Cli.Plot.Layout;

/// <summary>The mark before a row that shows its scale.</summary>
internal static class CalibrationPulse
{
    /// <summary>The width of the pulse: 0.2 s, as recorders write it.</summary>
    public const double PulseMillimetres = 5;

    /// <summary>How far from the edge of the paper the pulse rises.</summary>
    public const double PulseStart = 5;

    private const double Lead = 2.5;
    private const double BarX = 7.5;
    private const double BarFoot = 1;

    /// <summary>The height of the mark above the baseline.</summary>
    public static double Height(AmplitudeScale scale) => scale.IsGain ? scale.MillimetresPerUnit : AmplitudeScale.BarMillimetres / 2;

    /// <summary>The mark: a pulse of 1 mV for a gain, else a bar of 10 mm with the baseline at its middle.</summary>
    public static PageLine Mark(AmplitudeScale scale, double paperLeft, double baseline) =>
        scale.IsGain ? Pulse(scale, paperLeft, baseline) : Bar(paperLeft, baseline);

    private static PageLine Pulse(AmplitudeScale scale, double paperLeft, double baseline)
    {
        double rise = paperLeft + PulseStart;
        double fall = rise + PulseMillimetres;
        double top = baseline - scale.MillimetresPerUnit;
        return new([(rise - Lead, baseline), (rise, baseline), (rise, top), (fall, top), (fall, baseline), (fall + Lead, baseline)]);
    }

    private static PageLine Bar(double paperLeft, double baseline)
    {
        double x = paperLeft + BarX;
        double top = baseline - (AmplitudeScale.BarMillimetres / 2);
        double bottom = top + AmplitudeScale.BarMillimetres;
        return new([(x - BarFoot, top), (x + BarFoot, top), (x, top), (x, bottom), (x - BarFoot, bottom), (x + BarFoot, bottom)]);
    }
}
