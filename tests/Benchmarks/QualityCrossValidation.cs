using System.Globalization;
using System.Numerics;
using Ecg.Signals.Assessment;

namespace Benchmarks;

/// <summary>
/// How well the rule behind <c>good</c> can be expected to agree with people on recordings that it was not tuned on: ten-fold
/// cross-validation, stratified by label, over several shuffles.
/// </summary>
/// <remarks>
/// For each fold all thresholds of the rule are chosen anew on the other nine, from a grid around those of the library: those
/// that make the fewest errors there. Where several are equally good, the figure is the mean of theirs. The choice of
/// the measures themselves is not repeated, so that the figure is still somewhat too high.
/// </remarks>
internal sealed class QualityCrossValidation
{
    private const int Folds = 10;
    private const int Shuffles = 40;
    private const int Seed = 2011;

    // Each of the numbers of NoiseLimits makes fractions of its own, so that as many passes as the longest list has try them all.
    private static readonly (double Shift, double Variation)[] Motions =
        [(2, 40), (2, 60), (2, 80), (3, 40), (3, 60), (3, 80), (4, 40), (4, 60), (4, 80)];

    private static readonly double[] Contrasts = [1.3, 1.4, 1.5, NoiseLimits.Default.LowestContrast, 1.6, 1.7];
    private static readonly double[] Wanders = [0.75, 1, 1.25, 1.5, 2];
    private static readonly double[] NoiseFractions = [0.05, QualityAssessment.SuspectNoiseFraction, 0.15, 0.2];
    private static readonly double[] FlatFractions = [QualityAssessment.SuspectFlatFraction, 0.02, 0.05, 0.1];
    private static readonly double[] ClippedFractions = [QualityAssessment.SuspectClippedFraction, 0.02, 0.05];
    private static readonly double[] OffScaleFractions = [0.1, QualityAssessment.SuspectOffScaleFraction, 0.2, 0.3];

    private readonly int _count;
    private readonly ulong[] _unacceptable;
    private readonly List<ulong[]> _errors = [];

    private QualityCrossValidation(List<GradedRecording> recordings)
    {
        _count = recordings.Count;
        _unacceptable = Bits(i => !recordings[i].IsAcceptable);
        List<IReadOnlyList<LeadMeasures>>[] passes = [.. Motions.Select((motion, pass) => recordings.ConvertAll(recording => recording.Measure(new NoiseLimits
        {
            LargestShift = motion.Shift,
            FastestVariation = motion.Variation,
            LowestContrast = Contrasts[Math.Min(pass, Contrasts.Length - 1)],
            LargestWander = Wanders[Math.Min(pass, Wanders.Length - 1)],
        })))];

        ulong[] others = Bits(i => QualityAssessment.Assess(recordings[i].Recording, [.. passes[0][i].Select(WithoutTuned)]).Quality != Quality.Good);
        List<ulong[]> noise = [.. passes.SelectMany(pass => Refusals(pass, NoiseFractions, lead => lead.NoiseFraction))];
        List<ulong[]> contrast = [.. Contrasts.SelectMany((_, i) => Refusals(passes[i], NoiseFractions[1..2], lead => lead.LowContrastFraction))];
        List<ulong[]> wander = [.. Wanders.SelectMany((_, i) => Refusals(passes[i], NoiseFractions[1..2], lead => lead.WanderFraction))];
        List<ulong[]> flat = Refusals(passes[0], FlatFractions, lead => lead.FlatFraction);
        List<ulong[]> clipped = Refusals(passes[0], ClippedFractions, lead => lead.ClippedFraction);
        List<ulong[]> offScale = Refusals(passes[0], OffScaleFractions, lead => lead.OffScaleFraction);
        Combine(others, noise, contrast, wander, flat, clipped, offScale);
    }

    /// <summary>Measures the recordings with each setting of the grid, and prints what is to be expected of others.</summary>
    /// <param name="recordings">The recordings, with at least ten of each label.</param>
    public static void Run(List<GradedRecording> recordings)
    {
        if (recordings.Count(recording => recording.IsAcceptable) < Folds || recordings.Count(recording => !recording.IsAcceptable) < Folds)
        {
            Console.WriteLine($"cross-validation needs {Folds} recordings of each label.");
            return;
        }

        var validation = new QualityCrossValidation(recordings);
        var random = new Random(Seed);
        double[] accuracies = [.. Enumerable.Range(0, Shuffles).Select(_ => validation.Validate(random))];
        double mean = accuracies.Average();
        double deviation = Math.Sqrt(accuracies.Sum(accuracy => (accuracy - mean) * (accuracy - mean)) / (Shuffles - 1));
        double best = 1 - ((double)validation._errors.Min(errors => Count(errors, validation.All)) / validation._count);
        Write($"{Folds}-fold cross-validation, {validation._errors.Count} settings of 8 thresholds, {Shuffles} shuffles:");
        Write($"accuracy     {mean:0.000} (standard deviation {deviation:0.000}, {accuracies.Min():0.000} to {accuracies.Max():0.000}); {best:0.000} with the best setting for all");
    }

    private ulong[] All => Bits(_ => true);

    private static LeadMeasures WithoutTuned(LeadMeasures measures) => measures with
    {
        NoiseFraction = 0,
        LowContrastFraction = 0,
        WanderFraction = 0,
        FlatFraction = 0,
        ClippedFraction = 0,
        OffScaleFraction = 0,
    };

    private List<ulong[]> Refusals(
        List<IReadOnlyList<LeadMeasures>> pass, double[] thresholds, Func<LeadMeasures, double> fraction) =>
        [.. thresholds.Select(threshold => Bits(i => pass[i].Any(lead => fraction(lead) >= threshold)))];

    private void Combine(ulong[] refused, params ReadOnlySpan<List<ulong[]>> measures)
    {
        if (measures.IsEmpty)
        {
            _errors.Add([.. refused.Zip(_unacceptable, (one, other) => one ^ other)]);
            return;
        }

        foreach (ulong[] refusals in measures[0])
        {
            Combine([.. refused.Zip(refusals, (one, other) => one | other)], measures[1..]);
        }
    }

    private double Validate(Random random)
    {
        int[] folds = Deal(random);
        double errors = 0;
        for (int fold = 0; fold < Folds; fold++)
        {
            ulong[] test = Bits(i => folds[i] == fold);
            ulong[] training = Bits(i => folds[i] != fold);
            (int fewest, int settings, int tested) = (int.MaxValue, 0, 0);
            foreach (ulong[] setting in _errors)
            {
                int trained = Count(setting, training);
                if (trained < fewest)
                {
                    (fewest, settings, tested) = (trained, 0, 0);
                }

                if (trained == fewest)
                {
                    settings++;
                    tested += Count(setting, test);
                }
            }

            errors += (double)tested / settings;
        }

        return 1 - (errors / _count);
    }

    // Each label is dealt out evenly, in a random order.
    private int[] Deal(Random random)
    {
        int[] order = [.. Enumerable.Range(0, _count)];
        random.Shuffle(order);
        int[] folds = new int[_count];
        Span<int> dealt = [0, 0];
        foreach (int i in order)
        {
            int label = IsSet(_unacceptable, i) ? 1 : 0;
            folds[i] = dealt[label]++ % Folds;
        }

        return folds;
    }

    private ulong[] Bits(Func<int, bool> isSet)
    {
        ulong[] bits = new ulong[(_count + 63) / 64];
        for (int i = 0; i < _count; i++)
        {
            bits[i / 64] |= (isSet(i) ? 1UL : 0) << (i % 64);
        }

        return bits;
    }

    private static bool IsSet(ulong[] bits, int at) => (bits[at / 64] >> (at % 64) & 1) != 0;

    private static int Count(ulong[] bits, ulong[] mask)
    {
        int count = 0;
        for (int i = 0; i < bits.Length; i++)
        {
            count += BitOperations.PopCount(bits[i] & mask[i]);
        }

        return count;
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
