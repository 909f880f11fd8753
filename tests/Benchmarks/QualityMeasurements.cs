using System.Globalization;
using Ecg.Lake;
using Ecg.Lake.Stores;
using Ecg.Signals.Assessment;
using Ecg.Tests.Shared;

namespace Benchmarks;

/// <summary>
/// How far the grades agree with those of people, on recordings such as the PhysioNet/CinC Challenge 2011's: with the
/// thresholds that the library has, and as cross-validation expects it of other recordings.
/// </summary>
internal static class QualityMeasurements
{
    private const string Labels = "labels.csv";
    private const string Acceptable = "acceptable";
    private const string Unacceptable = "unacceptable";

    // The last row holds those with this many or more.
    private const int MostAffected = 2;

    // 95 %, two-sided.
    private const double NormalQuantile = 1.96;

    /// <summary>Converts the recordings of a folder and prints how their grades compare with its labels.</summary>
    /// <param name="folder">
    /// Holds the recordings and <c>labels.csv</c>: a header line, then a recording's name and <c>acceptable</c> or
    /// <c>unacceptable</c>.
    /// </param>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(string folder)
    {
        string labels = Path.Combine(folder, Labels);
        if (!File.Exists(labels))
        {
            await Console.Error.WriteLineAsync($"{labels} is not there: it holds lines of a recording and {Acceptable} or {Unacceptable}.");
            return 64;
        }

        int[,] counts = new int[2, 3];
        var store = new FolderStore(folder);
        var converter = new Converter(store, new MemoryStore(), new ConversionOptions());
        var recordings = new List<GradedRecording>();
        foreach (string? line in (await File.ReadAllLinesAsync(labels)).Skip(1))
        {
            if (line.Split(',') is not [var record, Acceptable or Unacceptable] fields)
            {
                await Console.Error.WriteLineAsync($"{labels}: no recording and label: {line}");
                return 64;
            }

            string key = $"{record}.mat";
            ConversionResult result = await converter.ConvertAsync(key, default);
            if (result.Quality is not { } quality)
            {
                await Console.Error.WriteLineAsync($"{record}: {result.Status}, {result.Detail}");
                return 2;
            }

            counts[fields[1] == Acceptable ? 0 : 1, (int)quality]++;
            recordings.Add(await GradedRecording.ReadAsync(store, key, fields[1] == Acceptable));
        }

        Print(counts);
        Console.WriteLine();
        PrintByAffectedLeads(recordings);
        Console.WriteLine();
        QualityCrossValidation.Run(recordings);
        return 0;
    }

    private static void Print(int[,] counts)
    {
        Console.WriteLine("label           good  suspect  bad");
        for (int label = 0; label < 2; label++)
        {
            Write($"{(label == 0 ? Acceptable : Unacceptable),-12} {counts[label, 0],7} {counts[label, 1],8} {counts[label, 2],4}");
        }

        (int acceptable, int unacceptable) = (Sum(counts, 0), Sum(counts, 1));
        (int accepted, int refused) = (counts[0, (int)Quality.Good], unacceptable - counts[1, (int)Quality.Good]);
        Console.WriteLine();
        Write($"sensitivity  {Share(accepted, acceptable)} of the acceptable recordings are good");
        Write($"specificity  {Share(refused, unacceptable)} of the unacceptable recordings are suspect or bad");
        Write($"accuracy     {Share(accepted + refused, acceptable + unacceptable)}");
        Write($"bad          {Share(counts[1, (int)Quality.Bad], counts[0, (int)Quality.Bad] + counts[1, (int)Quality.Bad])} are unacceptable");
    }

    // How far people agree with one another: no rule can be right about recordings with the same findings and opposite labels.
    private static void PrintByAffectedLeads(List<GradedRecording> recordings)
    {
        int[,] counts = new int[MostAffected + 1, 2];
        foreach (GradedRecording recording in recordings)
        {
            RecordingAssessment assessment = QualityAssessment.Assess(recording.Recording, recording.Measure(NoiseLimits.Default));
            int affected = assessment.Leads.Count(lead => lead.Quality != Quality.Good);
            counts[Math.Min(affected, MostAffected), recording.IsAcceptable ? 0 : 1]++;
        }

        Console.WriteLine("leads not good  acceptable  unacceptable");
        for (int affected = 0; affected <= MostAffected; affected++)
        {
            Write($"{(affected == MostAffected ? $"{affected} or more" : affected),-14} {counts[affected, 0],11} {counts[affected, 1],13}");
        }
    }

    private static int Sum(int[,] counts, int label) => counts[label, 0] + counts[label, 1] + counts[label, 2];

    // With Wilson's interval, which also holds near 0 and 1.
    private static string Share(int part, int all)
    {
        if (all == 0)
        {
            return "none";
        }

        const double Z2 = NormalQuantile * NormalQuantile;
        double share = (double)part / all;
        double middle = (share + (Z2 / (2 * all))) / (1 + (Z2 / all));
        double half = NormalQuantile * Math.Sqrt((share * (1 - share) / all) + (Z2 / (4.0 * all * all))) / (1 + (Z2 / all));
        return string.Create(CultureInfo.InvariantCulture, $"{share:0.000} ({part} of {all}; 95 %: {middle - half:0.000} to {middle + half:0.000})");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
