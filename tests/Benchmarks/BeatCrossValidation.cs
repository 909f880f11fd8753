using Ecg.Annotations.Beats;
using Ecg.Tests.Shared.Beats;

namespace Benchmarks;

/// <summary>
/// How well the detector can be expected to do on records that it was not tuned on: for each record, the numbers of
/// <see cref="BeatModel"/> are chosen on all others, and those chosen are scored on it.
/// </summary>
/// <remarks>
/// The choice is among the numbers in use and others drawn at random around them, those that make the fewest errors. The method, and the
/// place around which numbers are drawn, were found with all of the records, so that the figure is still somewhat too good.
/// </remarks>
internal sealed class BeatCrossValidation
{
    private const int Settings = 120;
    private const int Seed = 1985;

    // Each number is drawn from between the one in use divided by this and multiplied by it.
    private const double Spread = 1.35;

    private readonly List<AnnotatedRecord> _records;
    private readonly BeatModel[] _models;

    /// <summary>Draws the numbers to choose among.</summary>
    /// <param name="records">The records, at least two.</param>
    public BeatCrossValidation(List<AnnotatedRecord> records)
    {
        _records = records;
        var random = new Random(Seed);
        _models = [BeatModel.Default, .. Enumerable.Range(1, Settings - 1).Select(_ => Draw(random))];
    }

    /// <summary>The settings among which one is chosen.</summary>
    public int Count => _models.Length;

    /// <summary>The score of each record with the numbers that the others chose, added up.</summary>
    /// <param name="leads">The leads in which beats are sought.</param>
    public BeatScore Score(Func<AnnotatedRecord, IReadOnlyList<float[]>> leads)
    {
        var scores = new BeatScore[_models.Length][];
        Parallel.For(0, _models.Length, model => scores[model] =
            [.. _records.Select(record => BeatScore.Of(record, Detect(record, leads(record), _models[model])))]);
        return BeatScore.Total(_records.Select((_, left) => scores.MinBy(ofModel => ErrorsWithout(ofModel, left))![left]));
    }

    private static int ErrorsWithout(BeatScore[] scores, int left) => scores.Sum(score => score.Errors) - scores[left].Errors;

    private static BeatModel Draw(Random random)
    {
        double Near(double value) => value * Math.Pow(Spread, (2 * random.NextDouble()) - 1);
        BeatModel used = BeatModel.Default;
        return used with
        {
            LevelQuantile = Near(used.LevelQuantile),
            NoiseQuantile = Near(used.NoiseQuantile),
            ContrastPower = Near(used.ContrastPower),
            HighestVote = Near(used.HighestVote),
            Threshold = Near(used.Threshold),
            HeightWeight = Near(used.HeightWeight),
            HighestEvidence = Near(used.HighestEvidence),
            NoiseWeight = Near(used.NoiseWeight),
            NoiseThreshold = Near(used.NoiseThreshold),
            LikenessWeight = Near(used.LikenessWeight),
            TWavePenalty = Near(used.TWavePenalty),
            PrematurePenalty = Near(used.PrematurePenalty),
            LongPenalty = Near(used.LongPenalty),
            LowestNoise = Near(used.LowestNoise),
            SmallSize = Near(used.SmallSize),
            SmallWeight = Near(used.SmallWeight),
            StepFrom = Near(used.StepFrom),
            StepPenalty = Near(used.StepPenalty),
            SilentHeight = Near(used.SilentHeight),
            VisibleHeight = Near(used.VisibleHeight),
        };
    }

    private static long[] Detect(AnnotatedRecord record, IReadOnlyList<float[]> leads, BeatModel model) =>
        [.. BeatDetector.Detect(record.SamplingRate, model, leads).Select(beat => beat.Sample)];
}
