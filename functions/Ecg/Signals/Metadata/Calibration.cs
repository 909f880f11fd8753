namespace Ecg.Signals.Metadata;

/// <summary>The conversion of a lead's stored values to physical values.</summary>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Gain">The gain in adu per unit of the source; <see langword="null"/> if values are stored as they are.</param>
/// <param name="Baseline">The stored value of 0 units; <see langword="null"/> without a gain.</param>
internal sealed record Calibration(PhysicalUnit Unit, double? Gain, int? Baseline);
