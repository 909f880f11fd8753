namespace Ecg.Signals.Selection;

/// <summary>A time axis or a counter that was found beside the signal.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Count">The number of its values.</param>
/// <param name="Rate">The sampling rate in Hz that it gives; <see langword="null"/> where its steps are none of seconds.</param>
public sealed record TimeAxis(string Path, long Count, double? Rate);
