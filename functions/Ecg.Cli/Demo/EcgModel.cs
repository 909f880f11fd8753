namespace Ecg.Cli.Demo;

/// <summary>
/// The dynamical model of P. E. McSharry, G. D. Clifford, L. Tarassenko and L. A. Smith, "A dynamical model for generating
/// synthetic electrocardiogram signals", IEEE Trans. Biomed. Eng. 50(3):289-294, 2003: a point circles on an attracting
/// limit cycle, once a heartbeat, and is pushed up and down as it passes the events P, Q, R, S and T.
/// </summary>
/// <remarks>
/// Equation (1) with two changes that several leads need, both after R. Sameni et al., "Multichannel ECG and noise modeling",
/// EURASIP J. Adv. Signal Process. 2007:43407: each lead has its own z with its own heights of the events, on one
/// common cycle; and an event's drive is a omega / b^2, so that a is its height in mV, whatever the rate.
/// </remarks>
internal sealed class EcgModel
{
    private const double LeastInternalRate = 500;
    private const double SettlingSeconds = 6;
    private const double WaveReach = 7;
    private const double FibrillatoryFrequency = 6.2;
    private const double FibrillatoryAmplitude = 0.045;

    private readonly EcgModelSettings _settings;
    private readonly int _leads;
    private readonly IReadOnlyList<Heartbeat> _beats;
    private readonly double[] _slopes;
    private readonly double _breathPhase;
    private int _beat;

    private EcgModel(EcgModelSettings settings, RandomSource random)
    {
        _settings = settings;
        _leads = settings.Morphology.Waves[0].Amplitudes.Count;
        _slopes = new double[2 + _leads];
        _beats = HeartbeatSequence.Create(settings, -SettlingSeconds, random);
        _breathPhase = random.NextBetween(0, 2 * Math.PI);
    }

    /// <summary>Makes a signal.</summary>
    public static SimulatedEcg Simulate(EcgModelSettings settings)
    {
        var random = new RandomSource(settings.Seed);
        var model = new EcgModel(settings, random);
        double[][] leads = model.Integrate();
        if (settings.Rhythm == HeartRhythm.AtrialFibrillation)
        {
            AddFibrillatoryWaves(leads, settings.SamplingRate, random);
        }

        AddNoise(leads, settings.Noise, random);
        double[] peaks = [.. model._beats.Select(beat => beat.Time).Where(time => time >= 0 && time < settings.Seconds)];
        return new SimulatedEcg(leads, settings.SamplingRate, peaks);
    }

    private double[][] Integrate()
    {
        int samples = (int)Math.Round(_settings.Seconds * _settings.SamplingRate);
        double[][] leads = new double[_leads][];
        for (int lead = 0; lead < leads.Length; lead++)
        {
            leads[lead] = new double[samples];
        }

        int stepsPerSample = (int)Math.Ceiling(LeastInternalRate / _settings.SamplingRate);
        double step = 1 / (_settings.SamplingRate * stepsPerSample);
        int settling = (int)Math.Ceiling(SettlingSeconds * _settings.SamplingRate);
        double[] state = StartOnCycle(-settling / _settings.SamplingRate);
        var work = new RungeKutta(state.Length);
        for (int sample = -settling; sample < samples; sample++)
        {
            if (sample >= 0)
            {
                for (int lead = 0; lead < leads.Length; lead++)
                {
                    leads[lead][sample] = state[2 + lead];
                }
            }

            for (int part = 0; part < stepsPerSample; part++)
            {
                work.Step(state, (sample / _settings.SamplingRate) + (part * step), step, Slope);
            }
        }

        return leads;
    }

    private double[] StartOnCycle(double time)
    {
        double[] state = new double[2 + _leads];
        Heartbeat beat = _beats[0];
        double phase = 2 * Math.PI * (time - beat.Time) / beat.Interval;
        (state[1], state[0]) = Math.SinCos(phase);
        return state;
    }

    // Equation (1): x' = alpha x - omega y, y' = alpha y + omega x, alpha = 1 - sqrt(x^2 + y^2), and for each lead
    // z' = -sum(a omega / b^2 dtheta exp(-dtheta^2 / 2 b^2)) - (z - z0).
    private ReadOnlySpan<double> Slope(double time, ReadOnlySpan<double> state)
    {
        (double x, double y) = (state[0], state[1]);
        Heartbeat beat = _beats[BeatAt(time)];
        double omega = 2 * Math.PI / beat.Interval;
        double alpha = 1 - Math.Sqrt((x * x) + (y * y));
        _slopes[0] = (alpha * x) - (omega * y);
        _slopes[1] = (alpha * y) + (omega * x);

        double theta = Math.Atan2(y, x);
        double baseline = _settings.BaselineWander * Math.Sin((2 * Math.PI * RrProcess.RespiratoryFrequency * time) + _breathPhase);
        for (int lead = 0; lead < _leads; lead++)
        {
            _slopes[2 + lead] = baseline - state[2 + lead];
        }

        double phase = Unwrap(theta, omega * (time - beat.Time));
        AddDrives(beat.Leaving, phase, omega);
        AddDrives(beat.Arriving, phase - (2 * Math.PI), omega);
        return _slopes;
    }

    // The angle on the cycle knows nothing of turns; the time within the interval does.
    private static double Unwrap(double theta, double expected) =>
        theta + (2 * Math.PI * Math.Round((expected - theta) / (2 * Math.PI)));

    private void AddDrives(EcgMorphology morphology, double phase, double omega)
    {
        foreach (EcgWave wave in morphology.Waves)
        {
            double distance = phase - wave.Angle;
            if (Math.Abs(distance) < WaveReach * wave.Width)
            {
                AddDrive(wave, distance, omega);
            }
        }
    }

    private void AddDrive(EcgWave wave, double distance, double omega)
    {
        double variance = wave.Width * wave.Width;
        double drive = omega / variance * distance * Math.Exp(-distance * distance / (2 * variance));
        for (int lead = 0; lead < _leads; lead++)
        {
            _slopes[2 + lead] -= wave.Amplitudes[lead] * drive;
        }
    }

    // Time only grows but for the half steps of one Runge-Kutta step, so the place of the last call is never far.
    private int BeatAt(double time)
    {
        while (_beat > 0 && _beats[_beat].Time > time)
        {
            _beat--;
        }

        while (_beat + 1 < _beats.Count && _beats[_beat + 1].Time <= time)
        {
            _beat++;
        }

        return _beat;
    }

    private static void AddFibrillatoryWaves(double[][] leads, double samplingRate, RandomSource random)
    {
        double drift = random.NextBetween(0, 2 * Math.PI);
        for (int lead = 0; lead < leads.Length; lead++)
        {
            // Strongest in V1, which looks at the right atrium.
            bool isV1 = leads.Length > 2 && lead == 2;
            double amplitude = FibrillatoryAmplitude * (isV1 ? 2 : random.NextBetween(0.5, 1));
            double phase = random.NextBetween(0, 2 * Math.PI);
            for (int sample = 0; sample < leads[lead].Length; sample++)
            {
                double time = sample / samplingRate;
                double angle = (2 * Math.PI * FibrillatoryFrequency * time) + (1.6 * Math.Sin((1.9 * time) + drift)) + phase;
                leads[lead][sample] += amplitude * (Math.Sin(angle) + (0.35 * Math.Sin((2 * angle) + 0.7)));
            }
        }
    }

    private static void AddNoise(double[][] leads, double deviation, RandomSource random)
    {
        foreach (double[] lead in leads)
        {
            for (int sample = 0; sample < lead.Length; sample++)
            {
                lead[sample] += deviation * random.NextNormal();
            }
        }
    }
}
