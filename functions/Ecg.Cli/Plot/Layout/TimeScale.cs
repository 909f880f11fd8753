using System.Globalization;

namespace Ecg.Cli.Plot.Layout;

/// <summary>How wide samples are drawn, and how the axis below them is marked.</summary>
internal sealed record TimeScale
{
    /// <summary>The distance of the marks on the axis: a second at the standard paper speed of 25 mm/s.</summary>
    public const double MarkMillimetres = 25;

    /// <summary>The standard paper speed in mm/s.</summary>
    public const double StandardSpeed = 25;

    /// <summary>How many marks fit on a line of paper.</summary>
    public const int MarksPerLine = 10;

    private const int FewestSamplesPerMark = 50;

    private readonly double? _rate;

    private TimeScale(double samplesPerMark, double? rate, long firstSample, string label)
    {
        SamplesPerMark = samplesPerMark;
        _rate = rate;
        FirstSample = firstSample;
        Label = label;
    }

    /// <summary>Whether the axis is time; otherwise it counts samples.</summary>
    public bool IsTime => _rate is not null;

    /// <summary>The scale in words: <c>25 mm/s</c>, or how many samples 25 mm are.</summary>
    public string Label { get; }

    /// <summary>The width of one sample.</summary>
    public double MillimetresPerSample => MarkMillimetres / SamplesPerMark;

    private double SamplesPerMark { get; }

    private long FirstSample { get; }

    /// <summary>The scale for a recording: the paper's speed, or as many samples to a mark as bring all of them onto one line.</summary>
    /// <param name="samplingRate">The rate in Hz, or <see langword="null"/> if it is unknown.</param>
    /// <param name="firstSample">The place of the first sample in the recording.</param>
    /// <param name="samples">The number of samples to show.</param>
    /// <param name="speed">The paper's speed in mm/s, where the rate is known.</param>
    public static TimeScale For(double? samplingRate, long firstSample, int samples, double speed = StandardSpeed)
    {
        if (samplingRate is { } rate)
        {
            return new(rate * MarkMillimetres / speed, rate, firstSample, string.Create(CultureInfo.InvariantCulture, $"{speed:0.###} mm/s"));
        }

        long perMark = FewestSamplesPerMark;
        for (int step = 0; perMark * MarksPerLine < samples; step++)
        {
            perMark = step % 3 == 1 ? perMark / 2 * 5 : perMark * 2;
        }

        return new(perMark, rate: null, firstSample, $"25 mm = {perMark} samples (sampling rate unknown)");
    }

    /// <summary>The number of samples on so many marks.</summary>
    public int SamplesOn(double marks) => (int)Math.Min(int.MaxValue, Math.Round(marks * SamplesPerMark));

    /// <summary>The number of marks, and parts of one, that so many samples take.</summary>
    public double MarksOf(int samples) => samples / SamplesPerMark;

    /// <summary>What is written at a mark.</summary>
    public string MarkLabel(double mark) => _rate is { } rate
        ? Seconds((FirstSample + (mark * SamplesPerMark)) / rate)
        : (FirstSample + (mark * SamplesPerMark)).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>The seconds that so many samples last; only where the axis is time.</summary>
    public double SecondsOf(int samples) => samples / _rate!.Value;

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s");
}
