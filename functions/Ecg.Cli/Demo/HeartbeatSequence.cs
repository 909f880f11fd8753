namespace Ecg.Cli.Demo;

/// <summary>The beats of a recording, one after another.</summary>
internal static class HeartbeatSequence
{
    private const int BeatsBetweenEctopics = 7;
    private const double Prematurity = 0.62;
    private const double FibrillationDeviation = 0.21;
    private const double ShortestFibrillationInterval = 0.34;

    /// <summary>
    /// A beat of the ventricles' own: no P wave, a wide and tall QRS complex, and a T wave that points the other way.
    /// </summary>
    private static readonly EcgMorphology Ectopic = new(
    [
        //                          I      II     V1     V2     V3     V4     V5     V6
        new("R", 0, 0.24, [1.00, 1.55, -1.10, -1.40, -0.60, 0.90, 1.50, 1.30]),
        new("S", Math.PI / 6, 0.22, [-0.20, -0.45, 0.30, 0.45, 0.30, -0.20, -0.40, -0.35]),
        new("T", 1.75, 0.42, [-0.22, -0.42, 0.35, 0.50, 0.20, -0.30, -0.42, -0.36]),
    ]);

    /// <summary>Makes the beats from one before a time to some after the recording's end.</summary>
    public static IReadOnlyList<Heartbeat> Create(EcgModelSettings settings, double from, RandomSource random)
    {
        double time = from - random.NextUnit();
        var sinus = new RrProcess(settings.HeartRate, settings.HeartRateDeviation, settings.LowToHigh, settings.Seconds, random);
        var beats = new List<Heartbeat>();
        while (time < settings.Seconds + 2)
        {
            double interval = settings.Rhythm switch
            {
                HeartRhythm.AtrialFibrillation => Irregular(settings.HeartRate, random),
                HeartRhythm.VentricularEctopy => Ectopy(beats.Count, sinus.IntervalAt(time)),
                _ => sinus.IntervalAt(time),
            };
            (EcgMorphology? leaving, EcgMorphology? arriving) = (Morphology(settings, beats.Count), Morphology(settings, beats.Count + 1));
            beats.Add(new(time, interval, leaving.Within(interval), arriving.Within(interval)));
            time += interval;
        }

        return beats;
    }

    private static EcgMorphology Morphology(EcgModelSettings settings, int beat) =>
        settings.Rhythm == HeartRhythm.VentricularEctopy && beat % BeatsBetweenEctopics == BeatsBetweenEctopics - 1
            ? Ectopic
            : settings.Morphology;

    // The sinus node does not notice: the short interval before the beat and the pause after it are two of its own.
    private static double Ectopy(int beat, double interval) => (beat % BeatsBetweenEctopics) switch
    {
        BeatsBetweenEctopics - 2 => interval * Prematurity,
        BeatsBetweenEctopics - 1 => interval * (2 - Prematurity),
        _ => interval,
    };

    private static double Irregular(double heartRate, RandomSource random) =>
        Math.Max(ShortestFibrillationInterval, 60 / heartRate * (1 + (FibrillationDeviation * random.NextNormal())));
}
