using Ecg.Annotations;

namespace Ecg.Signals.Assessment;

/// <summary>A level at which a lead is clipped.</summary>
/// <param name="Level">The level in mV.</param>
/// <param name="IsUpper">Whether it is an upper limit: the signal is usually below it.</param>
/// <param name="Plateaus">The stretches at the level.</param>
internal sealed record Rail(double Level, bool IsUpper, StretchList Plateaus);
