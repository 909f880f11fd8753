namespace Ecg.Tests.Shared.Beats;

/// <summary>
/// How well detected beats agree with reference beats, as ANSI/AAMI EC57 has it: each is matched with at most one of the others,
/// within 150 ms; beats in an episode of ventricular flutter or fibrillation do not count.
/// </summary>
internal sealed record BeatScore
{
    private const double WindowSeconds = 0.15;

    /// <summary>The reference beats that were detected.</summary>
    public int TruePositives { get; private init; }

    /// <summary>The detected beats that are none.</summary>
    public int FalsePositives { get; private init; }

    /// <summary>The reference beats that were missed.</summary>
    public int FalseNegatives { get; private init; }

    private double SumMs { get; init; }

    private double SquaresMs { get; init; }

    /// <summary>The part of the reference beats that were detected.</summary>
    public double Sensitivity => TruePositives / (double)(TruePositives + FalseNegatives);

    /// <summary>The part of the detected beats that are reference beats.</summary>
    public double PositivePredictivity => TruePositives / (double)(TruePositives + FalsePositives);

    /// <summary>The harmonic mean of both.</summary>
    public double F1 => 2.0 * TruePositives / ((2.0 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>The missed and the wrong beats.</summary>
    public int Errors => FalsePositives + FalseNegatives;

    /// <summary>The mean of the detected place minus the reference's, in ms.</summary>
    public double MeanErrorMs => SumMs / TruePositives;

    /// <summary>The standard deviation of that difference, in ms.</summary>
    public double ErrorDeviationMs => Math.Sqrt(Math.Max(0, (SquaresMs / TruePositives) - (MeanErrorMs * MeanErrorMs)));

    /// <summary>Matches each beat with at most one of the others, in the order of time; of two that could be matched with one, the nearer is.</summary>
    /// <param name="record">Has the reference beats.</param>
    /// <param name="detected">The samples of the detected beats.</param>
    public static List<(int Reference, int Detected)> Match(AnnotatedRecord record, IReadOnlyList<long> detected) =>
        Match(record.Beats, detected, (long)(WindowSeconds * record.SamplingRate));

    /// <summary>Scores the beats detected in a record.</summary>
    public static BeatScore Of(AnnotatedRecord record, IReadOnlyList<long> detected)
    {
        long window = (long)(WindowSeconds * record.SamplingRate);
        bool Counts(long sample) => !record.Fibrillation.Any(episode => sample >= episode.First - window && sample <= episode.Last + window);
        List<(int Reference, int Detected)> pairs = Match(record, detected);
        double[] errors = pairs
            .Where(pair => Counts(record.Beats[pair.Reference]))
            .Select(pair => (detected[pair.Detected] - record.Beats[pair.Reference]) * 1000 / record.SamplingRate)
            .ToArray();
        var foundReference = pairs.Select(pair => pair.Reference).ToHashSet();
        var foundDetected = pairs.Select(pair => pair.Detected).ToHashSet();
        return new BeatScore
        {
            TruePositives = errors.Length,
            FalseNegatives = record.Beats.Where((beat, i) => !foundReference.Contains(i) && Counts(beat)).Count(),
            FalsePositives = detected.Where((beat, i) => !foundDetected.Contains(i) && Counts(beat)).Count(),
            SumMs = errors.Sum(),
            SquaresMs = errors.Sum(error => error * error),
        };
    }

    /// <summary>The scores of several records, every beat counting the same.</summary>
    public static BeatScore Total(IEnumerable<BeatScore> scores) => scores.Aggregate(new BeatScore(), (one, other) => new BeatScore
    {
        TruePositives = one.TruePositives + other.TruePositives,
        FalsePositives = one.FalsePositives + other.FalsePositives,
        FalseNegatives = one.FalseNegatives + other.FalseNegatives,
        SumMs = one.SumMs + other.SumMs,
        SquaresMs = one.SquaresMs + other.SquaresMs,
    });

    private static List<(int Reference, int Detected)> Match(IReadOnlyList<long> reference, IReadOnlyList<long> detected, long window)
    {
        var pairs = new List<(int Reference, int Detected)>();
        int i = 0, j = 0;
        while (i < reference.Count && j < detected.Count)
        {
            long distance = Math.Abs(detected[j] - reference[i]);
            if (distance > window)
            {
                _ = detected[j] < reference[i] ? j++ : i++;
            }
            else if (j + 1 < detected.Count && Math.Abs(detected[j + 1] - reference[i]) < distance)
            {
                j++;
            }
            else if (i + 1 < reference.Count && Math.Abs(detected[j] - reference[i + 1]) < distance)
            {
                i++;
            }
            else
            {
                pairs.Add((i++, j++));
            }
        }

        return pairs;
    }
}
