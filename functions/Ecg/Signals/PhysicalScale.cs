
namespace Ecg.Signals;

/// <summary>Converts a lead's stored values to physical ones: (adc - baseline) / gain, header(5), in the lead's unit.</summary>
internal readonly struct PhysicalScale
{
    private readonly double _gain;
    private readonly double _baseline;
    private readonly double _unitScale;

    /// <summary>Creates the scale of a lead; without a gain, values remain as they are.</summary>
    public PhysicalScale(Lead lead)
    {
        _gain = lead.Gain ?? 1;
        _baseline = lead.Baseline ?? 0;
        _unitScale = lead.UnitScale;
    }

    /// <summary>The increase of the physical value per step of the stored value.</summary>
    public double Slope => _unitScale / _gain;

    /// <summary>
    /// Stored values up to this magnitude have physical values that fit 32-bit floating point; larger ones
    /// may still fit. Negative if no magnitude is small enough.
    /// </summary>
    public double SafeMagnitude
    {
        get
        {
            // A billionth below the limit, so that rounding cannot exceed it.
            const double Largest = float.MaxValue * (1 - 1e-9);
            return Math.Min((Largest / Math.Abs(Slope)) - Math.Abs(_baseline), double.MaxValue);
        }
    }

    /// <summary>Returns the physical value of a stored one.</summary>
    public double Of(double stored) => (stored - _baseline) / _gain * _unitScale;

    /// <summary>Returns whether the physical value of a stored one is finite in 32-bit floating point, the type in the lake.</summary>
    public bool Fits(double stored) => float.IsFinite((float)Of(stored));
}
