namespace Ecg.Annotations.Beats;

/// <summary>A heartbeat.</summary>
/// <param name="Sample">The sample of its R peak, from 0.</param>
/// <param name="RrMs">The interval from the previous beat in ms; <see langword="null"/> for the first beat and across a gap.</param>
public readonly record struct Beat(long Sample, double? RrMs);
