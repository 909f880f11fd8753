using Ecg.Annotations;

namespace Ecg.Signals.Assessment;

/// <summary>A level at which a lead is cut off.</summary>
/// <param name="Level">The level in mV.</param>
/// <param name="IsUpper">Whether the signal is usually below it.</param>
/// <param name="Plateaus">Where the signal stands at it.</param>
internal sealed record Rail(double Level, bool IsUpper, StretchList Plateaus);
