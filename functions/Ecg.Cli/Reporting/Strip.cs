using System.Globalization;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>A few seconds of one lead on ECG paper, in millimetres.</summary>
internal sealed record Strip
{
    /// <summary>The number of seconds on a strip.</summary>
    public const double Seconds = 5;

    /// <summary>The width of the paper: the calibration, and the signal at 25 mm/s.</summary>
    public const double Width = PageFrame.SignalStart + (Seconds * TimeScale.MarkMillimetres);

    private const long SamplesWithoutRate = 1250;
    private const long MostSamples = 1_000_000;
    private const double TallestTrace = 35;
    private const double Clearance = 2;
    private const double LargeSquare = 5;
    private const double LeastBelow = 5;
    private const double LeastDefect = 0.5;

    /// <summary>The lead's name.</summary>
    public required string Lead { get; init; }

    /// <summary>The height of the paper.</summary>
    public required double Height { get; init; }

    /// <summary>The signal.</summary>
    public required Trace Trace { get; init; }

    /// <summary>The calibration mark before the signal.</summary>
    public required PageLine Calibration { get; init; }

    /// <summary>The position of the defect on the paper; <see langword="null"/> if there is none.</summary>
    public (double X, double Width)? Defect { get; init; }

    /// <summary>The part of the recording: <c>the first 5 s of 10 s</c>.</summary>
    public required string Part { get; init; }

    /// <summary>The scales of the axes: <c>25 mm/s, 10 mm/mV</c>.</summary>
    public required string Scales { get; init; }

    /// <summary>A text alternative for the drawing.</summary>
    public required string Description { get; init; }

    /// <summary>Returns the number of samples on a strip of a recording.</summary>
    public static int SamplesOf(RecordRow record) => (int)Math.Min(
        Math.Min(record.Samples, MostSamples),
        record.SamplingRate is { } rate ? Math.Max(1, Math.Round(rate * Seconds)) : SamplesWithoutRate);

    /// <summary>Lays a strip out.</summary>
    /// <param name="record">The recording.</param>
    /// <param name="place">The lead and the first sample.</param>
    /// <param name="samples">The lead's samples from there, as many as <see cref="SamplesOf"/> returns.</param>
    public static Strip Arrange(RecordRow record, StripPlace place, float[] samples)
    {
        LakeLead lead = place.Lead;

        // Without a sampling rate, the scale is made for a line of paper, twice as long as a strip.
        var time = TimeScale.For(record.SamplingRate, 0, 2 * samples.Length);
        var extent = LeadExtent.Measure(samples);
        var plotted = new PlotLead(lead.Name, lead.Unit, samples);
        var scale = AmplitudeScale.For(plotted, extent, TallestTrace);
        double centre = scale.IsGain ? extent.Centre : (extent.Min + extent.Max) / 2;
        double above = InSquares(Math.Max(CalibrationPulse.Height(scale), (extent.Max - centre) * scale.MillimetresPerUnit) + Clearance);
        double below = InSquares(Math.Max(LeastBelow, ((centre - extent.Min) * scale.MillimetresPerUnit) + Clearance));
        string name = LeadName.Write(lead.Name);
        string part = PartOf(record, place.First, samples.Length);
        string defect = place.Finding is { } finding ? $", {DefectOf(record, finding)}" : "";
        return new Strip
        {
            Lead = name,
            Height = above + below,
            Trace = new Trace(samples, PageFrame.SignalStart, above, centre, time.MillimetresPerSample, scale.MillimetresPerUnit),
            Calibration = CalibrationPulse.Mark(scale, 0, above),
            Defect = place.Finding is { } found ? Extent(found, place.First, samples.Length, time.MillimetresPerSample) : null,
            Part = part + defect,
            Scales = $"{time.Label}, {scale.Label}",
            Description = $"ECG strip of lead {name}, {part}: {Course(extent, lead.Unit, samples)}{defect}.",
        };
    }

    private static double InSquares(double millimetres) => Math.Ceiling((millimetres - 1e-6) / LargeSquare) * LargeSquare;

    private static string PartOf(RecordRow record, long first, int shown)
    {
        (double begin, double part, double whole, string? unit) = record.SamplingRate is { } rate
            ? (first / rate, shown / rate, record.Samples / rate, "s")
            : (first, shown, record.Samples, "samples");
        if (shown == record.Samples)
        {
            return FormattableString.Invariant($"all of {whole:0.###} {unit}");
        }

        return first == 0
            ? FormattableString.Invariant($"the first {part:0.###} {unit} of {whole:0.###} {unit}")
            : FormattableString.Invariant($"{begin:0.##} to {begin + part:0.##} {unit} of {whole:0.###} {unit}");
    }

    private static string DefectOf(RecordRow record, LakeStretch defect)
    {
        (double start, double end, string? unit) = record.SamplingRate is { } rate ? (defect.Start / rate, defect.End / rate, "s") : (defect.Start, defect.End, "samples");
        return string.Create(CultureInfo.InvariantCulture, $"{defect.Name} from {start:0.##} to {end:0.##} {unit}");
    }

    private static (double X, double Width) Extent(LakeStretch defect, long first, int shown, double millimetresPerSample)
    {
        long start = Math.Clamp(defect.Start - first, 0, shown);
        long end = Math.Clamp(defect.End - first, start, shown);
        return (PageFrame.SignalStart + (start * millimetresPerSample), Math.Max(LeastDefect, (end - start) * millimetresPerSample));
    }

    private static string Course(LeadExtent extent, string unit, ReadOnlySpan<float> samples)
    {
        if (!HasNumber(samples))
        {
            return "no valid samples";
        }

        return extent.PeakToPeak == 0
            ? string.Create(CultureInfo.InvariantCulture, $"a flat line at {extent.Min:0.###} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"between {extent.Min:0.###} and {extent.Max:0.###} {unit}, median {extent.Centre:0.###} {unit}");
    }

    private static bool HasNumber(ReadOnlySpan<float> samples)
    {
        foreach (float sample in samples)
        {
            if (float.IsFinite(sample))
            {
                return true;
            }
        }

        return false;
    }
}
