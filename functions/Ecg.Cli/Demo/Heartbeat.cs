namespace Ecg.Cli.Demo;

/// <summary>A beat of the model, and the way to the next one.</summary>
/// <param name="Time">When its R wave peaks, in seconds from the first sample.</param>
/// <param name="Interval">The time to the next R wave in seconds.</param>
/// <param name="Leaving">The shape of this beat, as it is drawn out by the interval.</param>
/// <param name="Arriving">The shape of the next beat, likewise: its waves before R fall into this interval.</param>
internal sealed record Heartbeat(double Time, double Interval, EcgMorphology Leaving, EcgMorphology Arriving);
