namespace Ecg.Signals.Selection;

/// <summary>A time axis or a counter beside the signal.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Count">The number of its values.</param>
/// <param name="Rate">The sampling rate in Hz that follows from it; <see langword="null"/> if its steps are not in seconds.</param>
public sealed record TimeAxis(string Path, long Count, double? Rate);
