using System.Diagnostics;
using Ecg.Annotations.Beats;
using Ecg.Tests.Shared.Beats;

namespace Benchmarks;

/// <summary>
/// How well the detector finds the beats of annotated WFDB records, with how much noise, and how long it takes.
/// </summary>
internal static class BeatMeasurements
{
    private const int CleanestRecords = 10;
    private const int Runs = 5;
    private static readonly double[] Decibels = [24, 12, 6, 0];

    /// <summary>Prints what is measured.</summary>
    /// <param name="folder">Holds the records, <c>.hea</c>, <c>.dat</c> and <c>.atr</c>.</param>
    public static async Task RunAsync(string folder)
    {
        var records = new List<AnnotatedRecord>();
        foreach (string? header in Directory.EnumerateFiles(folder, "*.hea").Where(path => File.Exists(Path.ChangeExtension(path, ".atr"))).Order(StringComparer.Ordinal))
        {
            records.Add(await AnnotatedRecord.ReadAsync(header));
        }

        if (records.Count == 0)
        {
            await Console.Error.WriteLineAsync($"{folder} has no .hea with an .atr beside it: name the folder of an annotated database, such as mitdb.");
            Environment.ExitCode = 64;
            return;
        }

        Print("first lead", records, record => [record.Leads[0]]);
        Print("all leads", records, record => [.. record.Leads]);
        PrintPositions(records);
        PrintCrossValidation(records);
        PrintPerturbed(records);
        PrintNoise(records);
        PrintShortTime(records[0]);
    }

    private static void Print(string title, List<AnnotatedRecord> records, Func<AnnotatedRecord, float[][]> leads)
    {
        Write($"{title,-10} {"beats",7} {"missed",7} {"wrong",6} {"Se %",8} {"+P %",8} {"F1 %",8} {"mean ms",8} {"sd ms",7} {"time ms",8}");
        var scores = new List<BeatScore>();
        double total = 0;
        foreach (AnnotatedRecord record in records)
        {
            float[][] chosen = leads(record);
            var score = BeatScore.Of(record, Detect(record.SamplingRate, chosen));
            double time = MedianTime(() => Detect(record.SamplingRate, chosen));
            scores.Add(score);
            total += time;
            Print(record.Name, score, time);
        }

        Print("total", BeatScore.Total(scores), total);
        Write(string.Empty);
    }

    private static void Print(string name, BeatScore score, double time) => Write(
        $"{name,-10} {score.TruePositives + score.FalseNegatives,7} {score.FalseNegatives,7} {score.FalsePositives,6} {100 * score.Sensitivity,8:F3} "
        + $"{100 * score.PositivePredictivity,8:F3} {100 * score.F1,8:F3} {score.MeanErrorMs,8:F2} {score.ErrorDeviationMs,7:F2} {time,8:F1}");

    // The reference marks a QRS complex, not always its peak: where the two differ, the detector is to be on the peak.
    private static void PrintPositions(List<AnnotatedRecord> records)
    {
        Write("R position, first lead: detected minus the reference's mark, and minus the peak that is the furthest from the baseline there; beats within 10 ms of it.");
        Write($"{"",-10} {"mark ms",8} {"sd",6} {"peak ms",8} {"sd",6} {"mark %",8} {"peak %",8}");
        var all = new List<(double ToMark, double ToPeak)>();
        foreach (AnnotatedRecord record in records)
        {
            List<(double ToMark, double ToPeak)> errors = BeatPositions.Errors(record, Detect(record.SamplingRate, record.Leads[0]));
            all.AddRange(errors);
            Print(record.Name, errors);
        }

        Print("total", all);
        Write(string.Empty);
    }

    private static void Print(string name, List<(double ToMark, double ToPeak)> errors)
    {
        (double[] marks, double[] peaks) = ([.. errors.Select(error => error.ToMark)], [.. errors.Select(error => error.ToPeak)]);
        Write($"{name,-10} {marks.Average(),8:F2} {Deviation(marks),6:F1} {peaks.Average(),8:F2} {Deviation(peaks),6:F1} {Near(marks),8:F2} {Near(peaks),8:F2}");
    }

    private static double Near(double[] errors) => 100.0 * errors.Count(error => Math.Abs(error) <= 10) / errors.Length;

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static void PrintCrossValidation(List<AnnotatedRecord> records)
    {
        if (records.Count < 2)
        {
            return;
        }

        var validation = new BeatCrossValidation(records);
        Write($"Leave-one-out: each record with those of {validation.Count} settings of the detector's numbers that make the fewest errors on all others.");
        Write($"{"",-22} {"missed",7} {"wrong",6} {"Se %",8} {"+P %",8}");
        Print("first lead", validation.Score(record => [record.Leads[0]]));
        Print("second lead alone", validation.Score(record => [record.Leads[^1]]));
        Print("all leads", validation.Score(record => record.Leads));
        Write(string.Empty);
    }

    // What a detector must not depend on: where it gets worse here, its numbers fit the records and not the heart.
    private static void PrintPerturbed(List<AnnotatedRecord> records)
    {
        Write("The first lead otherwise, all records. The detector was tuned on DS1 of de Chazal et al. 2004; the figures of those records are in sample.");
        Write($"{"",-22} {"missed",7} {"wrong",6} {"Se %",8} {"+P %",8}");
        PrintPerturbed("second lead alone", records, record => record.Leads[^1]);
        PrintPerturbed("upside down", records, record => Map(record, (value, _) => -value));
        PrintPerturbed("a tenth as tall", records, record => Map(record, (value, _) => value / 10));
        PrintPerturbed("ten times as tall", records, record => Map(record, (value, _) => value * 10));
        PrintPerturbed("gain changes by 3", records, record => Map(record, (value, seconds) => (int)(seconds / 30) % 2 == 0 ? value : value * 3));
        PrintPerturbed("baseline of 1.5 mV", records, record => Map(record, (value, seconds) => value + (1.5f * MathF.Sin(2 * MathF.PI * 0.3f * seconds))));
        Write(string.Empty);
    }

    private static void PrintPerturbed(string title, List<AnnotatedRecord> records, Func<AnnotatedRecord, float[]> perturb) =>
        Print(title, BeatScore.Total(records.Select(record => BeatScore.Of(record, Detect(record.SamplingRate, perturb(record))))));

    private static void Print(string title, BeatScore score) => Write(
        $"{title,-22} {score.FalseNegatives,7} {score.FalsePositives,6} {100 * score.Sensitivity,8:F3} {100 * score.PositivePredictivity,8:F3}");

    private static float[] Map(AnnotatedRecord record, Func<float, float, float> change) =>
        [.. record.Leads[0].Select((value, i) => change(value, (float)(i / record.SamplingRate)))];

    private static void PrintNoise(List<AnnotatedRecord> records)
    {
        var cleanest = records.OrderBy(record => BeatScore.Of(record, PanTompkins.Detect(record.SamplingRate, record.Leads[0])).Errors
            + BeatScore.Of(record, Detect(record.SamplingRate, record.Leads[0])).Errors).Take(CleanestRecords).ToList();
        Write($"F1 % in the noisy turns of the {cleanest.Count} cleanest records: {string.Join(' ', cleanest.Select(record => record.Name))}");
        Write($"{"SNR",-10} {"first lead",11} {"all leads",11} {"Pan-Tompkins",13}");
        foreach (double decibels in Decibels)
        {
            var noisy = cleanest.Select((record, i) => NoiseMix.Add(record, decibels, i)).ToList();
            BeatScore one = Total(noisy, record => Detect(record.SamplingRate, record.Leads[0]));
            BeatScore all = Total(noisy, record => Detect(record.SamplingRate, [.. record.Leads]));
            BeatScore peer = Total(noisy, record => PanTompkins.Detect(record.SamplingRate, record.Leads[0]));
            Write($"{decibels + " dB",-10} {100 * one.F1,11:F2} {100 * all.F1,11:F2} {100 * peer.F1,13:F2}");
        }

        Write(string.Empty);
    }

    private static BeatScore Total(List<AnnotatedRecord> records, Func<AnnotatedRecord, IReadOnlyList<long>> detect) =>
        BeatScore.Total(records.Select(record => BeatScore.Of(
            record with { Beats = [.. record.Beats.Where(beat => NoiseMix.IsNoisy(record.SamplingRate, beat))] },
            [.. detect(record).Where(beat => NoiseMix.IsNoisy(record.SamplingRate, beat))])));

    // Twelve leads of ten seconds at 500 Hz, as electrocardiographs deliver them.
    private static void PrintShortTime(AnnotatedRecord record)
    {
        float[][] leads = Enumerable.Range(0, 12)
            .Select(lead => Enumerable.Range(0, 5000).Select(i => record.Leads[lead % record.Leads.Count][(lead * 4000) + (int)(i * record.SamplingRate / 500)]).ToArray())
            .ToArray();
        Write($"12 leads x 10 s at 500 Hz: {MedianTime(() => Detect(500, leads), 300):F3} ms");
    }

    private static double MedianTime(Action action, int runs = Runs)
    {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times.Order().ElementAt(runs / 2);
    }

    private static long[] Detect(double samplingRate, params float[][] leads) =>
        [.. BeatDetector.Detect(samplingRate, leads).Select(beat => beat.Sample)];

    private static void Write(string line) => Console.WriteLine(line);
}
