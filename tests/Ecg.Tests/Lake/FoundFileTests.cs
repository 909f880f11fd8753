using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using Ecg.Lake;
using Ecg.Tests.Formats;
using Ecg.Tests.Shared;
using NUnit.Framework;

namespace Ecg.Tests.Lake;

/// <summary>Kinds of MAT-files that people keep beside recordings or store recordings in, each made anew, through the whole converter.</summary>
public sealed class FoundFileTests
{
    private const int Samples = 400;

    private LakeFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new LakeFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Takes_a_training_set_for_no_recording([Values] bool isWide)
    {
        int columns = isWide ? 30 : 4;
        MatNumbers examples = new(isWide ? "data" : "Inputs", Samples, columns, Wave(Samples * columns));

        Expect("no-signal", "has a row for each label in Labels: its rows are beats or examples", examples, Labels("Labels", Samples));
    }

    [Test]
    public void Takes_beats_with_their_types_for_no_recording() =>
        Expect("no-signal", "beats (400x40 double) has a row for each label in type", new MatNumbers("beats", Samples, 40, Wave(Samples * 40)), new MatCell("type", [.. Enumerable.Repeat("N", Samples)]));

    [Test]
    public void Takes_examples_with_a_column_for_each_class_for_no_recording() =>
        Expect("no-signal", "X (36x3700 double) has a row for each label in Y", new MatNumbers("X", 36, 3700, Wave(36 * 3700)), new MatNumbers("Y", 36, 3, new double[108]));

    [Test]
    public void Takes_inputs_with_a_column_for_each_target_for_no_recording() =>
        Expect("no-signal", "houseInputs (13x506 double) has a row for each label in houseTargets", new MatNumbers("houseInputs", 13, 506, Wave(13 * 506)), new MatNumbers("houseTargets", 1, 506, Wave(506)));

    [Test]
    public void Takes_rows_with_the_labels_of_classes_for_recordings_of_their_own() =>
        Expect(
            "ambiguous-signal",
            "ECGData.Data (6x4000 int16) holds several recordings, as the labels in Labels say (ARR, NSR): store one recording per file",
            new MatStruct("ECGData", [new MatNumbers("Data", 6, 4000, new short[24_000]), new MatCell("Labels", ["ARR", "ARR", "ARR", "NSR", "NSR", "NSR"])]));

    [Test]
    public void Keeps_leads_that_are_called_alike_and_samples_with_a_marker()
    {
        Assert.That(Convert(new MatNumbers("data", Samples, 4, Wave(Samples * 4)), new MatCell("labels", ["EEG", "EEG", "EEG", "EMG"])).Leads, Has.Count.EqualTo(4));
        Assert.That(Convert(new MatNumbers("data", Samples, 2, Wave(Samples * 2)), Labels("label", Samples)).Leads, Has.Count.EqualTo(2));
        Assert.That(Convert(new MatNumbers("ecg", 1, Samples, Wave(Samples)), Labels("Labels", Samples)).Leads, Is.EqualTo(new[] { "ecg" }));
    }

    [TestCase("xx", "holds 3 whole numbers again and again: labels or a marker")]
    [TestCase("labelsEMG", "a parameter by its name")]
    [TestCase("train_y", "a parameter by its name")]
    [TestCase("TOP_FEAT", "a parameter by its name")]
    [TestCase("data_mean", "a parameter by its name")]
    [TestCase("sv_indices", "a parameter by its name")]
    [TestCase("RRinsec", "a parameter by its name")]
    [TestCase("hrv", "a parameter by its name")]
    [TestCase("RR_intervals", "a parameter by its name")]
    [TestCase("name", "a parameter by its name")]
    public void Takes_labels_features_and_intervals_for_no_signal(string name, string why) => Expect("no-signal", why, Labels(name, Samples));

    [Test]
    public void Takes_columns_of_labels_for_no_signal_and_no_rival()
    {
        double[] classes = [.. Enumerable.Range(0, 2 * Samples).Select(i => (double)(i % 2))];

        Expect("no-signal", "holds 2 whole numbers again and again", new MatNumbers("y", Samples, 2, classes));
        Assert.That(Convert(new MatNumbers("x", 1, 2 * Samples, Wave(2 * Samples)), new MatNumbers("z", Samples, 2, classes)).Leads, Is.EqualTo(new[] { "ecg" }));
    }

    [Test]
    public void Takes_a_ranking_for_no_signal() =>
        Expect("no-signal", "holds each number from 1 to 249 once: a ranking", new MatNumbers("ranking", 249, 1, Enumerable.Range(0, 249).Select(i => (double)(1 + (i * 10 % 249))).ToArray()));

    [Test]
    public void Takes_a_hundred_numbers_without_a_name_for_no_signal()
    {
        Expect("no-signal", "x (1x127 double; fewer than 128 samples)", new MatNumbers("x", 1, 127, Wave(127)));
        Assert.That(Convert(new MatNumbers("x", 1, 128, Wave(128))).Status, Is.EqualTo(ConversionStatus.Converted));
        Assert.That(Convert(new MatNumbers("ecg_beat1", 1, 200, Wave(200)), new MatNumbers("ecg_1", 1, 64, Wave(64))).Status, Is.EqualTo(ConversionStatus.Converted));
    }

    [Test]
    public void Takes_the_name_of_one_lead_over_a_matrix_for_no_lead() =>
        Assert.That(Convert(new MatNumbers("mi", 200, 7, Wave(1400))).Issues[0].Text, Is.EqualTo("signal taken from mi, the only large matrix"));

    [Test]
    public void Takes_a_table_of_onsets_and_ends_for_no_signal() =>
        Expect(
            "no-signal",
            "no column of bounds ever decreases: it holds times or positions, not a signal",
            new MatNumbers("bounds", Samples, 2, Enumerable.Range(0, 2 * Samples).Select(i => (double)((i % Samples * 3) + (i % 3 / 2))).ToArray()));

    [Test]
    public void Reads_a_map_of_potentials_whatever_its_shape([Values(90, 600)] int frames)
    {
        ConversionResult result = Convert(new MatStruct("ts", [new MatNumbers("potvals", 163, frames, Wave(163 * frames)), new MatText("unit", "mV"), new MatText("label", "run 3"), new MatNumbers("leadinfo", 163, 1, Labels("l", 163).Elements)]));

        Assert.Multiple(() =>
        {
            Assert.That((result.Status, result.Samples, result.Leads.Count), Is.EqualTo((ConversionStatus.Converted, frames, 163)), result.Detail);
            Assert.That(_folder.Query("select distinct unit from {leads}"), Is.EqualTo(new object?[][] { ["mV"] }));
        });
    }

    [TestCase("emg", "emg")]
    [TestCase("EEG_FP1", "EEG_FP1")]
    [TestCase("resp", "resp")]
    [TestCase("y", "ecg")]
    public void Names_an_only_lead_after_a_variable_that_is_named_after_its_source(string variable, string lead) =>
        Assert.That(Convert(new MatNumbers(variable, 1, Samples, Wave(Samples))).Leads, Is.EqualTo(new[] { lead }));

    [Test]
    public void Takes_names_from_the_headings_of_an_imported_table()
    {
        Assert.That(Convert(new MatNumbers("data", Samples, 2, Wave(Samples * 2)), new MatCell("colheaders", ["\"Fz\"", "\"ECG\""])).Leads, Is.EqualTo(new[] { "Fz", "ECG" }));
        Assert.That(Convert(new MatNumbers("data", Samples, 2, Wave(Samples * 2)), new MatText("header", "ward 3")).Leads, Is.EqualTo(new[] { "ch1", "ch2" }));
    }

    [Test]
    public void Takes_the_unit_from_a_gain_that_is_a_text([Values("siginfo", "labels", "h")] string name)
    {
        var siginfo = new MatStruct(name, [new MatText("Description", "MLII"), new MatText("Gain", "200 adu/mV"), MatNumbers.Scalar("Baseline", 1024), MatNumbers.Scalar("SamplingFrequency", 360)]);

        ConversionResult physical = Convert(new MatNumbers("signal", Samples, 1, Wave(Samples)), siginfo);
        Assert.That(physical.Leads, Is.EqualTo(new[] { "MLII" }));
        Assert.That(_folder.Query("select unit, adc_gain from {leads}"), Is.EqualTo(new object?[][] { ["mV", null] }));

        ConversionResult stored = Convert(new MatNumbers("signal", Samples, 1, Enumerable.Range(0, Samples).Select(i => (short)(1024 + (i % 200))).ToArray()), siginfo);
        Assert.That(stored.SamplingRate, Is.EqualTo(360));
        Assert.That(_folder.Query("select unit, adc_gain, adc_baseline, round(max, 3) from {leads}"), Is.EqualTo(new object?[][] { ["mV", 200.0, 1024, 0.995] }));
    }

    [TestCase("ecg_t")]
    [TestCase("timeseries")]
    [TestCase("ecg_norm")]
    [TestCase("ecg_interval")]
    public void Takes_a_signal_that_is_named_like_times_or_features_for_a_signal(string name) =>
        Assert.That(Convert(new MatNumbers(name, 1, Samples, Wave(Samples))).Status, Is.EqualTo(ConversionStatus.Converted));

    [TestCase("t_normal")]
    [TestCase("acttimes_GT")]
    public void Takes_times_for_no_signal_whatever_follows_in_their_name(string name) =>
        Expect("no-signal", name, new MatNumbers(name, 1, Samples, Wave(Samples)));

    [Test]
    public void Tells_the_mean_rate_of_a_time_column_whose_steps_differ()
    {
        double[] columns = Wave(2 * Samples);
        for (int i = 0; i < Samples; i++)
        {
            columns[i] = (i * 0.002) + (i > 300 ? 0.05 : 0);
        }

        ConversionResult result = Convert(new MatNumbers("ecg", Samples, 2, columns));

        Assert.That(result.SamplingRate, Is.Null);
        Assert.That(result.Issues[0].Text, Is.EqualTo("rises throughout, left out, a time axis or a counter, not a lead: column 1 (its steps differ, 470.5 Hz on average)"));
    }

    [Test]
    public void Tells_of_many_arrays_of_one_struct_in_a_few_words() =>
        Expect("no-signal", "passed over: m.a (1x10 double; fewer than 128 samples) and 2 more of m; store", new MatStruct("m", [.. "abc".Select(name => new MatNumbers(name.ToString(), 1, 10, new double[10]))]));

    // Level 4 has no structs and no cells.
    [TestCase(MatFormat.V6)]
    [TestCase(MatFormat.V7)]
    [TestCase(MatFormat.V73)]
    public void Gives_each_of_them_an_outcome_when_it_is_damaged(MatFormat format)
    {
        byte[] sound = Write(
            format,
            new MatNumbers("data", Samples, 4, Wave(Samples * 4)),
            new MatCell("labels", ["I", "II", "III", "aVR"]),
            new MatStruct("h", [new MatText("Description", "MLII"), new MatText("Gain", "200 adu/mV")]),
            Labels("Y", Samples));

        (int accepted, int rejected) = MutationHarness.Run(sound, 500, 49, ConvertMutant);

        Assert.That(Math.Min(accepted, rejected), Is.GreaterThan(5), $"{accepted} accepted, {rejected} rejected");
    }

    private static void ConvertMutant(byte[] bytes)
    {
        var store = new MemoryStore();
        store.Add("x/A.mat", bytes);
        ConversionResult result = new Converter(store, new MemoryStore(), new ConversionOptions()).ConvertAsync("x/A.mat", default).GetAwaiter().GetResult();
        switch (result.Status)
        {
            case ConversionStatus.Converted:
                return;
            case ConversionStatus.Rejected:
                throw new RejectedException(RejectionReason.CorruptFile, result.Detail!);
            default:
                throw new InvalidOperationException(result.Detail, result.Exception);
        }
    }

    private void Expect(string reason, string detail, params MatArrayValue[] variables)
    {
        ConversionResult result = Convert(variables);

        Assert.That((result.Status, result.Reason), Is.EqualTo((ConversionStatus.Rejected, reason)), result.Detail);
        Assert.That(result.Detail, Does.Contain(detail));
    }

    private ConversionResult Convert(params MatArrayValue[] variables)
    {
        _folder.Put("x/A.mat", Write(MatFormat.V7, variables));
        return _folder.Convert("x/A.mat");
    }

    private static byte[] Write(MatFormat format, params MatArrayValue[] variables)
    {
        using var output = new MemoryStream();
        MatWriter.Write(output, format, variables);
        return output.ToArray();
    }

    private static MatNumbers Labels(string name, int count) => new(name, count, 1, Enumerable.Range(0, count).Select(i => (double)(1 + (i / 7 % 3))).ToArray());

    private static double[] Wave(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i / 3.0) + (0.3 * Math.Sin(i / 7.1)))];
}
