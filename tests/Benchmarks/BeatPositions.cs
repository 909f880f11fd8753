using Ecg.Tests.Shared.Beats;

namespace Benchmarks;

/// <summary>How far detected beats are from the reference's marks, and from the peaks that are there in the first lead.</summary>
internal static class BeatPositions
{
    private const double PeakSeconds = 0.08;
    private const double BaselineSeconds = 0.3;

    /// <summary>The errors in ms of all beats that match a reference beat.</summary>
    public static List<(double ToMark, double ToPeak)> Errors(AnnotatedRecord record, long[] detected)
    {
        return [.. BeatScore.Match(record, detected).Select(pair => ErrorsOf(record.Beats[pair.Reference], detected[pair.Detected]))];

        (double ToMark, double ToPeak) ErrorsOf(long mark, long beat) => (Milliseconds(beat - mark), Milliseconds(beat - PeakNear(record, mark)));

        double Milliseconds(long samples) => samples * 1000 / record.SamplingRate;
    }

    private static long PeakNear(AnnotatedRecord record, long mark)
    {
        float[] samples = record.Leads[0];
        double baseline = Around(BaselineSeconds).ToArray().Order().ElementAt(Around(BaselineSeconds).Length / 2);
        ReadOnlySpan<float> near = Around(PeakSeconds);
        int peak = 0;
        for (int i = 1; i < near.Length; i++)
        {
            peak = Math.Abs(near[i] - baseline) > Math.Abs(near[peak] - baseline) ? i : peak;
        }

        return Math.Max(0, mark - (long)(PeakSeconds * record.SamplingRate)) + peak;

        ReadOnlySpan<float> Around(double seconds)
        {
            int reach = (int)(seconds * record.SamplingRate);
            int first = (int)Math.Max(0, mark - reach);
            return samples.AsSpan(first..(int)Math.Min(samples.Length, mark + reach + 1));
        }
    }
}
