
namespace Ecg.Signals;

/// <summary>Turns a lead's stored values into physical ones: (adc - baseline) / gain, header(5), in the lead's unit.</summary>
internal readonly struct PhysicalScale
{
    private readonly double _gain;
    private readonly double _baseline;
    private readonly double _unitScale;

    /// <summary>Creates the scale of a lead; one without a gain keeps its values as they are.</summary>
    public PhysicalScale(Lead lead)
    {
        _gain = lead.Gain ?? 1;
        _baseline = lead.Baseline ?? 0;
        _unitScale = lead.UnitScale;
    }

    /// <summary>How much a physical value grows with one step of the stored one.</summary>
    public double Slope => _unitScale / _gain;

    /// <summary>
    /// Every stored value of this magnitude or less fits into 32-bit floating point once it is a physical one; a larger one
    /// may still. Negative where no magnitude is small enough.
    /// </summary>
    public double SafeMagnitude
    {
        get
        {
            // A billionth below the limit, so that no rounding on the way leads beyond it.
            const double Largest = float.MaxValue * (1 - 1e-9);
            return Math.Min((Largest / Math.Abs(Slope)) - Math.Abs(_baseline), double.MaxValue);
        }
    }

    /// <summary>The physical value of a stored one.</summary>
    public double Of(double stored) => (stored - _baseline) / _gain * _unitScale;

    /// <summary>Whether the physical value of a stored one is finite in 32-bit floating point, which the lake has.</summary>
    public bool Fits(double stored) => float.IsFinite((float)Of(stored));
}
