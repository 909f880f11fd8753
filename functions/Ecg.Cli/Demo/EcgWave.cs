namespace Ecg.Cli.Demo;

/// <summary>One of the events on the limit cycle of <see cref="EcgModel"/>: a wave of the ECG.</summary>
/// <param name="Name">The wave: P, Q, R, S, T, or R' for a second R.</param>
/// <param name="Angle">Where on the cycle it stands, in radians from the R peak (theta of the paper).</param>
/// <param name="Width">How wide it is, in radians (b of the paper).</param>
/// <param name="Amplitudes">How tall it is in each of the model's leads, in mV.</param>
internal sealed record EcgWave(string Name, double Angle, double Width, IReadOnlyList<double> Amplitudes)
{
    /// <summary>Whether it belongs to the QRS complex, whose duration does not follow the heart rate.</summary>
    public bool IsVentricularDepolarization => Name is not ("P" or "T");
}
