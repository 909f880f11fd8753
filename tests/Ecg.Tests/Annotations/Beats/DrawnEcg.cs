namespace Ecg.Tests.Annotations.Beats;

/// <summary>A lead that is drawn wave by wave, for what the records at hand have too little of.</summary>
/// <param name="samplingRate">The samples a second.</param>
/// <param name="seconds">Its length.</param>
/// <param name="noise">The standard deviation of the white noise, in mV.</param>
internal sealed class DrawnEcg(double samplingRate, double seconds, double noise = 0.01)
{
    private readonly float[] _samples = Noise((int)(samplingRate * seconds), noise);
    private readonly List<double> _peaks = [];

    /// <summary>The lead, with the beats that were drawn.</summary>
    public SyntheticEcg Ecg => new([_samples], samplingRate, _peaks);

    /// <summary>Draws a beat.</summary>
    /// <param name="peak">When its R peak is, in seconds.</param>
    /// <param name="waves">Its waves: when each is after the R peak and how wide, its standard deviation, in seconds; how tall in mV.</param>
    public void AddBeat(double peak, params IEnumerable<(double After, double Width, double Height)> waves)
    {
        _peaks.Add(peak);
        foreach ((double after, double width, double height) in waves)
        {
            AddWave(peak + after, width, height);
        }
    }

    /// <summary>Draws a wave that is of no beat's QRS complex.</summary>
    public void AddWave(double middle, double width, double height)
    {
        int first = Math.Max(0, (int)((middle - (4 * width)) * samplingRate));
        int last = Math.Min(_samples.Length - 1, (int)((middle + (4 * width)) * samplingRate));
        for (int i = first; i <= last; i++)
        {
            double distance = ((i / samplingRate) - middle) / width;
            _samples[i] += (float)(height * Math.Exp(-distance * distance / 2));
        }
    }

    /// <summary>Moves the baseline at once, from where it returns within seconds, as an amplifier's does.</summary>
    public void AddStep(double start, double height, double timeConstant)
    {
        for (int i = (int)(start * samplingRate); i < _samples.Length; i++)
        {
            _samples[i] += (float)(height * Math.Exp(-((i / samplingRate) - start) / timeConstant));
        }
    }

    private static float[] Noise(int count, double deviation)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ =>
            (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
