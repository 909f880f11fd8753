namespace Ecg.Cli.Demo;

/// <summary>The shape of a beat: its waves, and how tall they are in each lead.</summary>
/// <param name="Waves">The waves.</param>
internal sealed record EcgMorphology(IReadOnlyList<EcgWave> Waves)
{
    /// <summary>The leads of which all twelve are made: III, aVR, aVL and aVF follow from I and II.</summary>
    public static IReadOnlyList<string> IndependentLeads { get; } = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>
    /// The single lead of the paper: angles, widths and amplitudes of McSharry et al. 2003, Table I (theta -pi/3, -pi/12, 0, pi/12,
    /// pi/2; b 0.25, 0.1, 0.1, 0.1, 0.4; a 1.2, -5, 30, -7.5, 0.75). The paper's amplitudes are drives; what they come to in
    /// the output is a b^2 / omega at 60 beats per minute, scaled here as the paper scales it, to a range of 1.6 mV.
    /// </summary>
    public static EcgMorphology McSharry { get; } = FromDrives([1.2], [-5.0], [30.0], [-7.5], [0.75]);

    /// <summary>
    /// A healthy heart in the eight independent leads: angles and widths of Table I, amplitudes within the normal limits of
    /// adults for each lead (Q small and lateral, R growing and S shrinking from V1 to V6, T upright but in V1).
    /// </summary>
    public static EcgMorphology Normal { get; } = FromAmplitudes(
        //  I      II     V1     V2     V3     V4     V5     V6
        p: [0.09, 0.14, 0.06, 0.08, 0.08, 0.08, 0.08, 0.08],
        q: [-0.08, -0.08, 0.00, 0.00, -0.02, -0.06, -0.10, -0.10],
        r: [0.82, 1.08, 0.24, 0.50, 0.90, 1.40, 1.36, 1.04],
        s: [-0.12, -0.16, -0.98, -1.42, -0.95, -0.50, -0.24, -0.10],
        t: [0.24, 0.32, -0.06, 0.42, 0.48, 0.44, 0.36, 0.27]);

    /// <summary>The same beat without a wave.</summary>
    public EcgMorphology Without(string wave) => new([.. Waves.Where(candidate => candidate.Name != wave)]);

    /// <summary>The same beat with a wave at another angle.</summary>
    public EcgMorphology WithAngle(string wave, double angle) =>
        new([.. Waves.Select(candidate => candidate.Name == wave ? candidate with { Angle = angle } : candidate)]);

    /// <summary>The same beat with a wave of other heights.</summary>
    public EcgMorphology WithAmplitudes(string wave, params double[] amplitudes) =>
        new([.. Waves.Select(candidate => candidate.Name == wave ? candidate with { Amplitudes = amplitudes } : candidate)]);

    /// <summary>The same beat with one more wave.</summary>
    public EcgMorphology With(EcgWave wave) => new([.. Waves, wave]);

    /// <summary>The same beat, as much taller in every lead.</summary>
    public EcgMorphology Scaled(double factor) =>
        new([.. Waves.Select(wave => wave with { Amplitudes = [.. wave.Amplitudes.Select(amplitude => amplitude * factor)] })]);

    /// <summary>The beat in some of its leads alone.</summary>
    public EcgMorphology InLeads(params int[] leads) =>
        new([.. Waves.Select(wave => wave with { Amplitudes = [.. leads.Select(lead => wave.Amplitudes[lead])] })]);

    /// <summary>
    /// The beat within an RR interval. Angles are parts of the interval, which shrinks as the heart beats faster: the QRS complex
    /// keeps its duration, while PR and QT shrink with the square root of the interval, as Bazett's formula has it.
    /// </summary>
    /// <param name="interval">The interval in seconds.</param>
    public EcgMorphology Within(double interval)
    {
        double rate = 1 / interval;
        return new([.. Waves.Select(wave =>
        {
            double factor = wave.IsVentricularDepolarization ? rate : Math.Sqrt(rate);
            return wave with { Angle = wave.Angle * factor, Width = wave.Width * factor };
        })]);
    }

    private static EcgMorphology FromDrives(double[] p, double[] q, double[] r, double[] s, double[] t)
    {
        EcgMorphology drives = FromAmplitudes(p, q, r, s, t);
        (EcgWave Wave, double Height)[] heights = drives.Waves.Select(wave => (Wave: wave, Height: wave.Amplitudes[0] * wave.Width * wave.Width / (2 * Math.PI))).ToArray();
        double range = heights.Max(wave => wave.Height) - heights.Min(wave => wave.Height);
        const double paperRange = 1.6;
        return new([.. heights.Select(wave => wave.Wave with { Amplitudes = [wave.Height * paperRange / range] })]);
    }

    private static EcgMorphology FromAmplitudes(double[] p, double[] q, double[] r, double[] s, double[] t) => new(
    [
        new("P", -Math.PI / 3, 0.25, p),
        new("Q", -Math.PI / 12, 0.1, q),
        new("R", 0, 0.1, r),
        new("S", Math.PI / 12, 0.1, s),
        new("T", Math.PI / 2, 0.4, t),
    ]);
}
