namespace Ecg.Signals.Metadata;

/// <summary>How the stored values of a lead become physical ones.</summary>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Gain">The gain in adu per unit of the source; <see langword="null"/> where values are as they are.</param>
/// <param name="Baseline">The stored value of 0 units; <see langword="null"/> without a gain.</param>
internal sealed record Calibration(PhysicalUnit Unit, double? Gain, int? Baseline);
