using System.Text;
using CsCheck;
using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals;
using Ecg.Signals.Metadata;
using Ecg.Signals.Selection;
using Ecg.Tests.Signals.Selection;
using NUnit.Framework;
using NUnit.Framework.Constraints;
using static Ecg.Tests.Signals.Selection.ScriptedMatFile;

namespace Ecg.Tests.Signals.Metadata;

internal sealed class RecordingBuilderTests
{
    private readonly List<IDisposable> _signals = [];

    [TearDown]
    public void DisposeOfSignals()
    {
        _signals.ForEach(signal => signal.Dispose());
        _signals.Clear();
    }

    [Test]
    public void Takes_values_as_they_are_where_nothing_is_known()
    {
        Recording integers = Build(Sources(Val(1, 10)));
        Recording doubles = Build(Sources(new ScriptedMatFile().Array("val", [3, 10], new double[30])));

        Assert.Multiple(() =>
        {
            Assert.That(integers.Leads.Single(), Is.EqualTo(
                new Lead { Position = 0, Name = "ecg", ColumnName = "ecg", Unit = "adu" }));
            Assert.That(integers.Issues.Texts(), Is.EqualTo(new[] { "unknown unit", "unknown sampling rate" }));
            Assert.That(integers.SamplingRate, Is.Null);
            Assert.That(integers.RecordedAt, Is.Null);
            Assert.That(integers.Age, Is.Null);
            Assert.That(integers.Sex, Is.Null);
            Assert.That(doubles.Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "ch1", "ch2", "ch3" }));
            Assert.That(doubles.Leads[2], Is.EqualTo(new Lead { Position = 2, Name = "ch3", ColumnName = "ch3", Unit = "unknown" }));
        });
    }

    [Test]
    public void Takes_doubles_that_the_file_stores_as_integers_for_integers()
    {
        Recording recording = Build(Sources(new ScriptedMatFile().Array<short>("val", [1, 3], [1, 2, 3], MatClass.Double)));

        Assert.That(recording.Leads.Single().Unit, Is.EqualTo("adu"));
    }

    [TestCase(2, 10, 2, 10, true)]
    [TestCase(10, 2, 2, 10, false)]
    [TestCase(1, 10, 1, 10, true)]
    [TestCase(10, 1, 1, 10, false)]
    [TestCase(1, 1, 1, 1, true)]
    public void Takes_the_shorter_dimension_for_the_leads(long rows, long columns, int leads, long samples, bool leadsAreRows) =>
        ExpectMatrix(Build(Sources(Val(rows, columns))), leads, samples, leadsAreRows);

    [Test]
    public void Takes_rows_for_the_leads_of_a_square_matrix_and_says_so()
    {
        Recording recording = Build(Sources(Val(4, 4)));

        ExpectMatrix(recording, 4, 4, true);
        Assert.That(recording.Issues.Texts(), Does.Contain("square matrix: rows taken as leads"));
    }

    [Test]
    public void Passes_over_dimensions_of_one()
    {
        ExpectMatrix(Build(Sources(Val(1, 2, 10))), 2, 10, true);
        ExpectMatrix(Build(Sources(Val(10, 1, 2))), 2, 10, false);
        ExpectMatrix(Build(Sources(Val(1, 1, 10))), 1, 10, true);
    }

    [TestCase("r 4 250 3", 4, 3, 4, 3, true)]
    [TestCase("r 4 250 3", 3, 4, 4, 3, false)]
    [TestCase("r 4 250", 4, 3, 4, 3, true)]
    [TestCase("r 4 250", 3, 4, 4, 3, false)]
    [TestCase("r 1 250 10", 10, 1, 1, 10, false)]
    [TestCase("r 1 250 10", 1, 10, 1, 10, true)]
    [TestCase("r 3 250 3", 3, 3, 3, 3, true)]
    [TestCase("r 12 250 1", 12, 1, 12, 1, true)]
    public void Lets_the_header_decide_which_dimension_is_the_leads(string record, long rows, long columns, int leads, long samples, bool leadsAreRows)
    {
        Recording recording = Build(Sources(Val(rows, columns), HeaderOf(record, [.. Enumerable.Repeat("r.mat 16 200", leads)])));

        ExpectMatrix(recording, leads, samples, leadsAreRows);
        Assert.That(recording.Issues.Texts(), Has.None.Contain("square"));
    }

    [TestCase("r 2 250 10", 3, 10, "r.hea describes 2 signals of 10 samples, but val is 3x10")]
    [TestCase("r 2 250 10", 2, 9, "r.hea describes 2 signals of 10 samples, but val is 2x9")]
    [TestCase("r 2 250", 3, 10, "r.hea describes 2 signals, but val is 3x10")]
    [TestCase("r 2 250 9223372036854775807", 2, 10, "2 signals of 9223372036854775807 samples")]
    public void Rejects_a_header_of_another_matrix(string record, long rows, long columns, string detail)
    {
        RecordingSources sources = Sources(Val(rows, columns), HeaderOf(record, "r.mat 16 200", "r.mat 16 200"));

        Assert.That(
            () => Build(sources),
            Throws.TypeOf<RejectedException>().With.Property("Reason").EqualTo(RejectionReason.HeaderMismatch).And.Message.Contains(detail));
    }

    [Test]
    public void Rejects_more_leads_or_samples_than_a_recording_may_have()
    {
        Assert.That(() => Build(Sources(Val(1025, 2000))), Rejects(RejectionReason.TooLarge, "val is 1025x2000: a recording has at most 1024 leads"));
        Assert.That(() => Build(Sources(Val(1024, 1025))), Throws.Nothing);

        // The buffer is empty: only what the array says of itself is looked at.
        var huge = new SelectedSignal(ArrayOf("val", SampleType.Int8, 1, 2_147_483_648), new SampleBuffer(SampleType.Int8));
        _signals.Add(huge);
        Assert.That(
            () => Build(new RecordingSources { FileName = "r.mat", Format = "mat-v7.3", Signal = huge }),
            Rejects(RejectionReason.TooLarge, "val is 1x2147483648"));
    }

    [Test]
    public void Reads_the_leads_of_a_header()
    {
        Recording recording = Build(Sources(
            Val(2, 10), HeaderOf("r 2 360 10", "r.mat 16+24 200/mV 11 1024 995 27306 0 MLII", "r.mat 16+24 1000(5)/uV 12 7 -3 9 0 V5")));

        Assert.Multiple(() =>
        {
            Assert.That(recording.Leads, Is.EqualTo(new[]
            {
                new Lead
                {
                    Position = 0, Name = "MLII", ColumnName = "mlii", Unit = "mV", Gain = 200, Baseline = 1024, AdcResolution = 11,
                    AdcZero = 1024, InitialValue = 995, Checksum = 27306, InvalidSample = -32_768,
                },
                new Lead
                {
                    Position = 1, Name = "V5", ColumnName = "v5", Unit = "mV", UnitScale = 1e-3, Gain = 1000, Baseline = 5,
                    AdcResolution = 12, AdcZero = 7, InitialValue = -3, Checksum = 9, InvalidSample = -32_768,
                },
            }));
            Assert.That(recording.SamplingRate, Is.EqualTo(360));
            Assert.That(recording.Issues, Is.Empty);
        });
    }

    [Test]
    public void Says_what_a_header_leaves_open()
    {
        Recording recording = Build(Sources(Val(3, 10), HeaderOf("r 3", "r.mat 16", "r.mat 16:2 0/uV 0 0 5 6 0 V", "r.mat 16 100/unknown")));

        Assert.Multiple(() =>
        {
            Assert.That(recording.Leads.Select(lead => lead.Gain), Is.EqualTo(new[] { 200.0, 200, 100 }));
            Assert.That(recording.Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "ch1", "V", "ch3" }));
            Assert.That(recording.Leads.Select(lead => lead.Unit), Is.EqualTo(new[] { "mV", "mV", "unknown" }));
            Assert.That(recording.Leads[1].AdcResolution, Is.Null);
            Assert.That(recording.Leads[1].Checksum, Is.Null, "without a number of samples it is a placeholder");
            Assert.That(recording.SamplingRate, Is.EqualTo(250));
            Assert.That(recording.Issues.Texts(), Is.EqualTo(new[]
            {
                "no gain in the header, 200 adu/mV assumed: ch1",
                "no gain in the header, 200 adu/uV assumed: V",
                "skew of the header not applied: V",
                "unknown unit: ch3",
                "r.hea states no sampling rate, the WFDB default of 250 Hz assumed",
            }));
        });
    }

    [Test]
    public void Counts_only_the_signals_of_a_header_that_name_the_file()
    {
        Recording recording = Build(Sources(
            Val(2, 10), HeaderOf("r 4 250 10", "r.dat 212 200 11 0 0 0 0 A", "dir/R.MAT 16 200 11 0 0 0 0 B", "r.mat 16 200 11 0 0 0 0 C", "x.mat 16 200 11 0 0 0 0 D")));

        Assert.That(recording.Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "B", "C" }));
        Assert.That(recording.Issues, Is.Empty);
    }

    [Test]
    public void Counts_all_signals_of_a_header_where_none_names_the_file_and_says_so()
    {
        Recording recording = Build(Sources(Val(2, 10), HeaderOf("r 2 250 10", "100.dat 212 200", "100.dat 212 200")));

        Assert.Multiple(() =>
        {
            Assert.That(recording.Leads, Has.Count.EqualTo(2));
            Assert.That(recording.Leads[0].InvalidSample, Is.EqualTo(-32_768), "the format is that of another file");
            Assert.That(recording.Issues.Texts(), Does.Contain("r.hea names \"100.dat\", not this file"));
        });
    }

    [Test]
    public void Takes_rate_and_comments_from_a_header_without_signals()
    {
        Recording recording = Build(Sources(Val(2, 10), HeaderOf("r 0 500\n#Age: 5")));

        Assert.Multiple(() =>
        {
            Assert.That(recording.SamplingRate, Is.EqualTo(500));
            Assert.That(recording.Age, Is.EqualTo(5));
            Assert.That(recording.Leads[0].Unit, Is.EqualTo("adu"));
            Assert.That(recording.Issues.Texts(), Does.Contain("r.hea has no signals"));
        });
    }

    [Test]
    public void Multiplies_rate_and_length_by_the_samples_per_frame()
    {
        Recording recording = Build(Sources(Val(2, 40), HeaderOf("r 2 250 10", "r.mat 16x4 200", "r.mat 16x4 200")));

        Assert.That((recording.SamplingRate, recording.Matrix.SampleCount), Is.EqualTo((1000, 40)));
    }

    [Test]
    public void Rejects_the_header_of_a_multi_segment_record() => Assert.That(
        () => Build(Sources(Val(2, 40), HeaderOf("r/2 2 250 80", "r1 40", "r2 40"))),
        Rejects(RejectionReason.HeaderMismatch, "r.hea describes a record of 2 segments, not one MAT-file"));

    [Test]
    public void Rejects_signals_of_different_rates() => Assert.That(
        () => Build(Sources(Val(2, 40), HeaderOf("r 2 250 10", "r.mat 16x4 200", "r.mat 16 200"))),
        Rejects(RejectionReason.HeaderMismatch, "different numbers of samples per frame"));

    [Test]
    public void Adds_the_offset_of_an_offset_binary_format_to_all_that_a_header_says_of_stored_values()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array<byte>("val", [1, 3], [138, 128, 0], MatClass.Double);
        Lead lead = Build(Sources(file, HeaderOf("r 1 250 3", "r.mat 80+192 100(-5)/mV 8 2 10 -118 8 II"))).Leads.Single();

        // The amplitudes are 10, 0 and the invalid -128; as stored, 138 + 128 + 0 = 266.
        Assert.Multiple(() =>
        {
            Assert.That(lead.Baseline, Is.EqualTo(123));
            Assert.That(lead.AdcZero, Is.EqualTo(130));
            Assert.That(lead.InitialValue, Is.EqualTo(138));
            Assert.That(lead.Checksum, Is.EqualTo(266));
            Assert.That(lead.InvalidSample, Is.Zero);
        });
    }

    [Test]
    public void Leaves_the_header_of_signed_bytes_as_it_is()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array<sbyte>("val", [1, 3], [10, 0, -128]);
        Lead lead = Build(Sources(file, HeaderOf("r 1 250 3", "r.mat 80 100(-5)/mV 8 2 10 -118 0 II"))).Leads.Single();

        Assert.That((lead.Baseline, lead.InvalidSample, lead.Checksum), Is.EqualTo((-5, -128, -118)));
    }

    [Test]
    public void Does_not_divide_physical_values_by_a_gain_again()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array("p_signal", [1, 3], new[] { 0.1, 0.2, 0.3 });
        Recording recording = Build(Sources(file, HeaderOf("r 1 250 3", "r.dat 16 200(5)/uV 12 0 0 0 0 II")));

        Assert.Multiple(() =>
        {
            Assert.That((recording.Leads[0].Gain, recording.Leads[0].Baseline), Is.EqualTo(((double?)null, (int?)null)));
            Assert.That((recording.Leads[0].Unit, recording.Leads[0].UnitScale), Is.EqualTo(("mV", 1e-3)));
            Assert.That(recording.Issues.Texts(), Does.Contain("gain of r.hea not applied, p_signal holds physical values"));
        });
    }

    [TestCase("fs")]
    [TestCase("Fs")]
    [TestCase("FS")]
    [TestCase("sfreq")]
    [TestCase("freq")]
    [TestCase("Sampling_Rate")]
    [TestCase("f_s")]
    [TestCase("SamplingRateHz")]
    public void Takes_the_rate_from_a_variable(string name) =>
        Assert.That(Build(Sources(Val(2, 10).Variable(Number(name, 500)))).SamplingRate, Is.EqualTo(500));

    [TestCase("ecg_500Hz", "r.mat", "the variable's name states 500 Hz, which is not used: pass --fs 500 if it is the sampling rate")]
    [TestCase("ecg_fs250", "r.mat", "the variable's name states 250 Hz, which is not used: pass --fs 250 if it is the sampling rate")]
    [TestCase("ecg", "sample 1kHz.mat", "the file's name states 1000 Hz, which is not used: pass --fs 1000 if it is the sampling rate")]
    [TestCase("ecg", "noise_60Hz.mat", null)]
    [TestCase("ecg", "20231231.mat", null)]
    public void Names_a_rate_that_only_a_name_states_and_does_not_believe_it(string variable, string file, string? expected)
    {
        Recording recording = Build(Sources(new ScriptedMatFile().Zeros(variable, 2, 200)) with { FileName = file });

        Assert.That(recording.SamplingRate, Is.Null);
        Assert.That(recording.Issues.Texts().Where(issue => issue.Contains("not used", StringComparison.Ordinal)), Is.EqualTo((string[])(expected is null ? [] : [expected])));
    }

    [Test]
    public void Takes_the_first_of_several_rates_by_name()
    {
        ScriptedMatFile file = Val(2, 10).Variable(Number("freq", 1)).Variable(Number("Fs", 500)).Variable(Number("sampling_rate", 2));

        Assert.That(Build(Sources(file)).SamplingRate, Is.EqualTo(500));
    }

    [TestCase("500")]
    [TestCase("500 Hz")]
    public void Takes_the_rate_from_a_text(string text) =>
        Assert.That(Build(Sources(Val(2, 10).Variable(Text("fs", text)))).SamplingRate, Is.EqualTo(500));

    [Test]
    public void Takes_each_item_from_the_first_source_that_has_it()
    {
        ScriptedMatFile file = Val(2, 10).Variable(Number("fs", 400)).Variable(Text("units", "uV")).Variable(Text("leads", "FA", "FB"))
            .Variable(Number("age", 40)).Variable(Text("sex", "F"));
        DatasetMetadata dataset = Dataset("""{"fs": 300, "gain": 100, "baseline": 3, "units": "V", "leads": ["DA", "DB"], "age": 30, "sex": "m", "diagnoses": ["D"], "recorded_at": "2020-01-02"}""");
        var defaults = new ConversionDefaults { SamplingRate = 200, Gain = 50, Leads = ["OA", "OB"] };
        WfdbHeader header = HeaderOf("r 2 500 10 1:2:3 4/5/2006\n#Age: 50\n#Sex: Male\n#Dx: 1,2\n#Rx: none", "r.mat 16 1000(7)/mV 12 0 0 0 0 HA", "r.mat 16 1000(7)/mV");

        Recording all = Build(Sources(file, header) with { Dataset = dataset, Defaults = defaults });
        Recording three = Build(Sources(file) with { Dataset = dataset, Defaults = defaults });
        Recording two = Build(Sources(Val(2, 10)) with { Dataset = dataset, Defaults = defaults });
        Recording one = Build(Sources(Val(2, 10)) with { Defaults = defaults });

        Assert.Multiple(() =>
        {
            Assert.That(Summary(all), Is.EqualTo("500 Hz, HA+FB, 1000(7)/mV x1, 50, Male, 1+2, 2006-05-04T01:02:03"));
            Assert.That(all.Comments, Is.EqualTo(new[] { "Rx: none" }));
            Assert.That(all.Issues.Texts(), Is.EqualTo(new[] { "sampling rate is 500 Hz in r.hea, 400 Hz elsewhere: 500 Hz taken" }));
            Assert.That(Summary(three), Is.EqualTo("400 Hz, FA+FB, 100(3)/mV x0.001, 40, Female, D, 2020-01-02T00:00:00"));
            Assert.That(three.Issues, Is.Empty);
            Assert.That(Summary(two), Is.EqualTo("300 Hz, DA+DB, 100(3)/mV x1000, 30, Male, D, 2020-01-02T00:00:00"));
            Assert.That(Summary(one), Is.EqualTo("200 Hz, OA+OB, 50(0)/mV x1, , , , "));
            Assert.That(one.Issues, Is.Empty);
        });
    }

    [Test]
    public void Goes_on_to_the_next_source_after_a_value_that_makes_no_sense()
    {
        ScriptedMatFile file = Val(2, 10).Variable(Number("fs", double.NaN)).Variable(Number("age", 300)).Variable(Number("sex", 1));
        WfdbHeader header = HeaderOf("r 2 0 10\n#Age: NaN\n#Sex: Unknown", "r.mat 16 200", "r.mat 16 200");

        Recording recording = Build(Sources(file, header) with { Dataset = Dataset("""{"fs": 1e9, "age": 30, "sex": "f"}"""), Defaults = new() { SamplingRate = 360 } });

        Assert.Multiple(() =>
        {
            Assert.That(recording.SamplingRate, Is.EqualTo(360));
            Assert.That(recording.Age, Is.EqualTo(30));
            Assert.That(recording.Sex, Is.EqualTo("Female"));
            Assert.That(recording.Issues.Texts(), Is.EqualTo(new[]
            {
                "sampling rate 0 of r.hea ignored",
                "sampling rate NaN of variable fs ignored",
                "sampling rate 1000000000 of dataset.json ignored",
                "age of variable age ignored, it is not an age",
                "variable sex ignored, 1 is not a word",
            }));
        });
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(1e9)]
    public void Reports_a_default_rate_that_makes_no_sense(double rate)
    {
        Recording recording = Build(Sources(Val(2, 10)) with { Defaults = new() { SamplingRate = rate, Gain = 200 } });

        Assert.That(recording.SamplingRate, Is.Null);
        Assert.That(recording.Issues.Texts(), Is.EqualTo(new[] { $"sampling rate {rate} of the options ignored", "unknown sampling rate" }));
    }

    [TestCase(0)]
    [TestCase(double.NaN)]
    public void Reports_a_gain_that_makes_no_sense(double gain)
    {
        Recording recording = Build(Sources(Val(2, 10)) with { Defaults = new() { SamplingRate = 1, Gain = gain } });

        Assert.That(recording.Leads[0].Unit, Is.EqualTo("adu"));
        Assert.That(recording.Issues.Texts(), Is.EqualTo(new[] { $"gain {gain} of the options ignored", "unknown unit" }));
    }

    [Test]
    public void Takes_floating_point_values_with_a_unit_for_physical_ones_whatever_gain_the_dataset_has()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array("val", [2, 3], new[] { 0.5, 1, 2, 3, 4, 5 }).Variable(Text("units", "uV"));
        Recording recording = Build(Sources(file) with { Defaults = new() { SamplingRate = 1, Gain = 200 } });

        Assert.Multiple(() =>
        {
            Assert.That(recording.Leads.Select(lead => lead.Gain), Has.All.Null);
            Assert.That((recording.Leads[1].Unit, recording.Leads[1].UnitScale), Is.EqualTo(("mV", 1e-3)));
            Assert.That(recording.Issues.Texts(), Is.EqualTo(new[] { "gain not applied, the file says that its values are in uV" }));
        });
    }

    [Test]
    public void Takes_a_unit_without_a_gain_for_that_of_the_values()
    {
        Recording recording = Build(Sources(Val(1, 10).Variable(Text("units", "V"))));

        Assert.That((recording.Leads[0].Unit, recording.Leads[0].UnitScale, recording.Leads[0].Gain), Is.EqualTo(("mV", 1e3, (double?)null)));
        Assert.That(recording.Issues.Texts(), Is.EqualTo(new[] { "unknown sampling rate" }));
    }

    [Test]
    public void Takes_units_and_gains_for_each_lead()
    {
        ScriptedMatFile file = Val(2, 10).Variable(Container(MatClass.Cell, "units", Text("", "mV"), Text("", "mmHg")));
        Recording recording = Build(Sources(file) with { Dataset = Dataset("""{"fs": 1, "gain": [100, 200], "baseline": [1, 2]}""") });

        Assert.That(
            recording.Leads.Select(lead => (lead.Unit, lead.Gain, lead.Baseline)),
            Is.EqualTo(new (string, double?, int?)[] { ("mV", 100, 1), ("mmHg", 200, 2) }));
    }

    [Test]
    public void Says_nothing_of_lead_names_that_a_better_source_makes_needless()
    {
        ScriptedMatFile file = Val(2, 10).Variable(Text("leads", "II", "V1"));
        Recording recording = Build(Sources(file) with
        {
            Dataset = Dataset("""{"fs": 1, "gain": 1, "leads": ["A"]}"""),
            Defaults = new() { Leads = ["X"] },
        });

        Assert.That(recording.Issues, Is.Empty);
        Assert.That(recording.Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "II", "V1" }));
    }

    [Test]
    public void Reports_lists_that_do_not_fit_the_leads()
    {
        ScriptedMatFile file = Val(3, 10).Variable(Text("leads", "A", "B")).Variable(Number("units", 5));
        Recording recording = Build(Sources(file) with
        {
            Dataset = Dataset("""{"fs": 1, "gain": [1, 2], "baseline": 5, "units": ["mV", "mV"], "leads": ["A"]}"""),
            Defaults = new() { Leads = ["X", "Y"] },
        });

        Assert.That(recording.Issues.Texts(), Is.EqualTo(new[]
        {
            "lead names of the file ignored: 2 for 3 leads",
            "lead names of dataset.json ignored: 1 for 3 leads",
            "lead names of the options ignored: 2 for 3 leads",
            "variable units ignored, it is not text",
            "units of dataset.json ignored: 2 for 3 leads",
            "gains of dataset.json ignored: 2 for 3 leads",
            "baseline of dataset.json ignored, there is no gain",
            "unknown unit",
        }));
        Assert.That(recording.Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "ch1", "ch2", "ch3" }));
    }

    [Test]
    public void Reads_lead_names_from_a_char_matrix_a_cell_and_a_list()
    {
        MatVariable[] variables =
        [
            Text("leads", "I ", "II"),
            Container(MatClass.Cell, "Leads", Text("", "I"), Text("", "II")),
            Text("leads", "I, II"),
            Text("LEADS", "I II"),
        ];

        foreach (MatVariable variable in variables)
        {
            Assert.That(Build(Sources(Val(2, 10).Variable(variable))).Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "I", "II" }));
        }
    }

    [TestCase("channelLabels")]
    [TestCase("Lead_Labels")]
    [TestCase("ch_names")]
    [TestCase("titles_block1")]
    public void Takes_lead_names_from_a_variable(string name) =>
        Assert.That(Build(Sources(Val(2, 10).Variable(Text(name, "I", "II")))).Leads.Select(lead => lead.Name), Is.EqualTo(new[] { "I", "II" }));

    [TestCase("chanUnits")]
    [TestCase("channelunits")]
    [TestCase("units_block1")]
    public void Takes_units_from_a_variable(string name) =>
        Assert.That(Build(Sources(Val(2, 10).Variable(Text(name, "uV", "V")))).Leads.Select(lead => lead.UnitScale), Is.EqualTo(new[] { 1e-3, 1e3 }));

    [TestCase("header")]
    [TestCase("heasig")]
    [TestCase("hea")]
    public void Takes_ecg_kits_description_of_the_signal(string name)
    {
        Recording recording = Build(Sources(Val(2, 10).Variable(Container(
            MatClass.Struct, name, Number("freq", 360), Text("desc", "MLII", "V5"), Number("gain", 200), Number("adczero", 1024), Text("units", "mV", "mV")))));

        Assert.That((recording.SamplingRate, recording.Leads[1].Name, recording.Leads[1].Gain, recording.Leads[1].Baseline), Is.EqualTo((360, "V5", 200, 1024)));
    }

    [Test]
    public void Names_the_unit_of_the_file_where_it_does_not_apply_a_gain()
    {
        ScriptedMatFile file = new ScriptedMatFile().Zeros("signal", 2, 200).Variable(Container(MatClass.Struct, "header", Number("gain", 0.0004), Text("units", "nV", "nV")));

        Assert.That(Build(Sources(file)).Issues.Texts(), Does.Contain("gain not applied, the file says that its values are in nV"));
    }

    [TestCase(200, true)]
    [TestCase(1, false)]
    [TestCase(0.0004, false)]
    public void Applies_a_gain_to_whole_numbers_that_are_too_large_for_their_unit(double gain, bool isApplied)
    {
        double[] counts = [.. Enumerable.Range(0, 400).Select(i => 1024.0 + (i % 40 == 0 ? 250 : i % 7)), double.NaN, 1024];
        Recording recording = Build(Sources(DescribedByHeader(counts, gain)));

        Assert.That((recording.Leads[0].Unit, recording.Leads[0].Gain, recording.Leads[0].Baseline), Is.EqualTo(isApplied ? ("mV", gain, 1024) : ("mV", (double?)null, (int?)null)));
        Assert.That(recording.Issues.Texts(), Has.Exactly(isApplied ? 1 : 0).StartsWith("values taken for ADC values"));
    }

    [TestCase(0.5)]
    [TestCase(1)]
    public void Leaves_values_that_fit_their_unit_or_are_no_whole_numbers(double step)
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(i => i % 40 == 0 ? (step < 1 ? 250 : 3) : i % 2 * step)];

        Assert.That(Build(Sources(DescribedByHeader(values, 200))).Leads[0].Gain, Is.Null);
    }

    private static ScriptedMatFile DescribedByHeader(double[] values, double gain) => new ScriptedMatFile().Array("signal", [values.Length, 1], values)
        .Variable(Container(MatClass.Struct, "header", Number("gain", gain), Number("adczero", 1024), Text("units", "mV")));

    [TestCase("degC", "ch1")]
    [TestCase("m/s^2", "ch1")]
    [TestCase("mV", "ecg")]
    [TestCase("uV", "ecg")]
    [TestCase("n/a", "ecg")]
    public void Names_no_only_lead_ecg_that_is_in_a_unit_other_than_volts(string unit, string name) =>
        Assert.That(Build(Sources(new ScriptedMatFile().Zeros("x", 1, 200).Variable(Text("units", unit)))).Leads.Single().Name, Is.EqualTo(name));

    [TestCase("freq", 2, 500)]
    [TestCase("frequency", 500, 500)]
    [TestCase("Fs", 250, 250)]
    public void Takes_the_rate_of_a_time_axis_before_that_of_a_frequency_of_any_kind(string name, double value, double expected)
    {
        ScriptedMatFile file = new ScriptedMatFile().Array("t", [200, 1], [.. Enumerable.Range(0, 200).Select(i => i * 0.002)])
            .Zeros("ecg", 1, 200).Variable(Number(name, value));

        Recording recording = Build(Sources(file));

        Assert.That(recording.SamplingRate, Is.EqualTo(expected));
        Assert.That(recording.Issues.Texts(), Has.Exactly(value == 2 ? 1 : 0).EqualTo("variable freq = 2 is not the rate of the time axis t, and is not used"));
    }

    [Test]
    public void Takes_a_frequency_that_differs_from_a_time_axis_by_the_unit_of_time()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array("t", [200, 1], [.. Enumerable.Range(0, 200).Select(i => i * 0.5)])
            .Zeros("ecg", 1, 200).Variable(Number("freq", 2000));

        Assert.That(Build(Sources(file)).SamplingRate, Is.EqualTo(2000));
    }

    [Test]
    public void Takes_the_attributes_of_the_signal_before_what_stands_beside_it()
    {
        RecordingSources sources = Sources(new ScriptedMatFile().Zeros("ecg", 1, 200).Variable(Number("fs", 100)));
        MatVariable signal = sources.Variables[0] with { Children = [Number("fs", 500), Text("units", "uV")] };

        Recording recording = Build(sources with { Variables = [signal, sources.Variables[1]] });

        Assert.That((recording.SamplingRate, recording.Leads[0].UnitScale), Is.EqualTo((500.0, 1e-3)));
    }

    // CED's Spike2 help, "Export as MATLAB data".
    [Test]
    public void Takes_the_title_and_the_interval_of_a_channel_of_Spike2()
    {
        ScriptedMatFile file = new ScriptedMatFile().Zeros("V1_Ch1.values", 200, 1).Variable(Container(
            MatClass.Struct, "V1_Ch1", Text("title", "ECG II"), Number("interval", 0.002), Number("start", 0), Number("length", 200), Text("units", "mV"), Number("values", 0)));

        Recording recording = Build(Sources(file));

        Assert.That((recording.SamplingRate, recording.Leads[0].Name, recording.Leads[0].Unit), Is.EqualTo((500.0, "ECG II", "mV")));
    }

    [Test]
    public void Takes_an_interval_of_anything_else_for_no_rate() =>
        Assert.That(Build(Sources(new ScriptedMatFile().Zeros("ecg", 1, 200).Variable(Number("interval", 0.2)))).SamplingRate, Is.Null);

    [Test]
    public void Takes_the_units_of_BioSigs_header()
    {
        ScriptedMatFile file = new ScriptedMatFile().Zeros("s", 200, 2).Variable(Container(
            MatClass.Struct, "HDR", Number("SampleRate", 500), Text("Label", "II", "V5"), Text("PhysDim", "uV", "uV")));

        Assert.That(Build(Sources(file)).Leads.Select(lead => (lead.Name, lead.Unit, lead.UnitScale)), Is.EqualTo(new[] { ("II", "mV", 1e-3), ("V5", "mV", 1e-3) }));
    }

    // LabChart's help, "Exporting as a MATLAB file": (data + scaleoffset) * scaleunits.
    [Test]
    public void Scales_the_channels_that_LabChart_exports_in_16_bits()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array<short>("data", [1, 400], [.. Enumerable.Range(0, 400).Select(i => (short)(i % 7))])
            .Variable(Column("datastart", 1, 201)).Variable(Column("dataend", 200, 400)).Variable(Column("samplerate", 400, 400))
            .Variable(Column("scaleunits", 2e-6, 1e-6)).Variable(Column("scaleoffset", 0, -1000))
            .Variable(Text("titles", "ECG I", "ECG II")).Variable(Text("unittext", "V")).Variable(Column("unittextmap", 1, 1));

        Recording recording = Build(Sources(file));

        Assert.That(recording.Leads.Select(lead => (lead.Name, lead.Unit, lead.UnitScale, Math.Round(lead.Gain!.Value), lead.Baseline)), Is.EqualTo(new[]
        {
            ("ECG I", "mV", 1e3, 500_000.0, (int?)0),
            ("ECG II", "mV", 1e3, 1_000_000.0, 1000),
        }));

        static MatVariable Column(string name, params double[] values) => Number(name, 0) with { Dimensions = [values.Length, 1], Numbers = values };
    }

    [Test]
    public void Looks_beside_the_signal_before_it_looks_further_out()
    {
        MatVariable inner = Container(MatClass.Struct, "inner", Number("age", 5));
        ScriptedMatFile file = new ScriptedMatFile()
            .Array<short>("outer.inner.data", [2, 100], new short[200])
            .Variable(Container(MatClass.Struct, "outer", inner, Number("fs", 500), Number("age", 6)))
            .Variable(Number("fs", 1)).Variable(Text("sex", "M"));

        Recording recording = Build(Sources(file));

        Assert.That((recording.Age, recording.SamplingRate, recording.Sex), Is.EqualTo((5, 500, "Male")));
    }

    [Test]
    public void Looks_into_the_element_of_a_struct_array_that_holds_the_signal()
    {
        ScriptedMatFile file = new ScriptedMatFile()
            .Array<short>("s(2).data", [2, 100], new short[200])
            .Variable(new MatVariable
            {
                Name = "s",
                Class = MatClass.Struct,
                Dimensions = [1, 2],
                Children = [Number("fs", 100), Text("data", "x"), Number("fs", 200), Number("data", 1)],
            });

        Assert.That(Build(Sources(file)).SamplingRate, Is.EqualTo(200));
    }

    [Test]
    public void Does_not_look_into_structs_that_hold_no_signal()
    {
        ScriptedMatFile file = Val(2, 10).Variable(Container(MatClass.Struct, "other", Number("fs", 500)));

        Assert.That(Build(Sources(file)).SamplingRate, Is.Null);
    }

    [Test]
    public void Carries_the_issues_of_every_source()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array<short>("x", [1, 128], new short[128]);
        WfdbHeader header = HeaderOf("r 1 250 128 noon\n", "r.mat 16 200/mV 12 0 0 0 0 II");

        string[] issues = Build(Sources(file, header) with { Dataset = Dataset("""{"gains": 5}""") }).Issues.Texts();

        Assert.That(issues, Is.EqualTo(new[]
        {
            "signal taken from x, the only large matrix",
            "base time of r.hea not understood",
            "key \"gains\" of dataset.json ignored, perhaps gain is meant",
        }));
    }

    [Test]
    public void Cuts_names_of_a_hostile_header()
    {
        Recording recording = Build(Sources(Val(1, 3), HeaderOf("r 1 250 3", "r.mat 16 200/mV 12 0 1 6 0 " + new string('x', 100_000))));

        Assert.That(recording.Leads[0].Name, Has.Length.EqualTo(128));
    }

    [Test]
    public void Builds_a_recording_or_rejects_it_whatever_the_sources_say()
    {
        string[] records = ["r 2 250 10", "r 3 1e300 3", "r 2 1e-300", "r 0", "r 4 -1 9223372036854775807 24-Dec-2000 1:2:3\n#Age: 1e99\n#<sex>:<age>:"];
        string[] lines =
        [
            "r.mat 16 200/mV", "r.mat 80x2147483647 1e-300(2147483647)/uV 64 2147483647 2147483647 -1", "x 0 -1(-2147483648)/\u03bcV 1 -2147483648 -2147483648 9", "r.mat 8:9",
        ];
        MatVariable[] variables =
        [
            Number("fs", double.NaN), Number("FS", -1), Text("fs", "1e9 Hz"), Text("leads", "a", "b"), Container(MatClass.Cell, "leads"), Text("units", ""),
            Container(MatClass.Cell, "units", Number("", 1)), Number("age", double.PositiveInfinity), Text("sex", "\0"), Container(MatClass.Struct, "val", Number("fs", 0)),
        ];
        string[] datasets = ["{}", """{"fs": 0, "gain": [], "units": [""], "leads": ["", ""]}""", """{"gain": 1e308, "baseline": -2147483647, "fs": 1e-300}"""];
        Gen.Select(
            Gen.Long[1, 4].Array[2, 4], Gen.Int[0, records.Length], Gen.Int[0, lines.Length - 1].Array[0, 4],
            Gen.Int[0, variables.Length - 1].Array[0, 4], Gen.Int[0, datasets.Length]).Sample((dimensions, record, signals, found, dataset) =>
        {
            try
            {
                WfdbHeader? header = record == records.Length ? null : HeaderOf(records[record], [.. signals.Select(i => lines[i])]);
                ScriptedMatFile file = found.Aggregate(Val(dimensions), (all, i) => all.Variable(variables[i]));
                Recording recording = Build(Sources(file, header) with { Dataset = dataset == datasets.Length ? null : Dataset(datasets[dataset]) });

                Assert.That(recording.Matrix.LeadCount * recording.Matrix.SampleCount, Is.EqualTo(recording.Matrix.Buffer.Count));
                Assert.That(recording.Leads, Has.Count.EqualTo(recording.Matrix.LeadCount));
                Assert.That(recording.Leads.Select(lead => lead.Gain), Has.None.EqualTo(0));
                Assert.That(recording.SamplingRate, Is.Null.Or.InRange(0.001, 1e6));
                Assert.That(recording.Leads.Select(lead => lead.Name), Has.All.Not.Empty);
                Assert.That(recording.Issues, Is.Unique);
            }
            catch (RejectedException e)
            {
                Assert.That(e.Message.Any(char.IsControl), Is.False);
            }
        }, threads: 1);
    }

    private static string Summary(Recording recording)
    {
        Lead lead = recording.Leads[1];
        return $"{recording.SamplingRate} Hz, {string.Join('+', recording.Leads.Select(each => each.Name))}, "
            + $"{lead.Gain}({lead.Baseline})/{lead.Unit} x{lead.UnitScale}, {recording.Age}, {recording.Sex}, "
            + $"{string.Join('+', recording.Diagnoses)}, {recording.RecordedAt:s}";
    }

    private static void ExpectMatrix(Recording recording, int leads, long samples, bool leadsAreRows)
    {
        SignalMatrix matrix = recording.Matrix;
        Assert.That((matrix.LeadCount, matrix.SampleCount, matrix.LeadsAreRows), Is.EqualTo((leads, samples, leadsAreRows)));
        Assert.That(recording.Leads, Has.Count.EqualTo(leads));
    }

    private static Recording Build(RecordingSources sources) => RecordingBuilder.Build(sources);

    private static ContainsConstraint Rejects(RejectionReason reason, string detail) =>
        Throws.TypeOf<RejectedException>().With.Property(nameof(RejectedException.Reason)).EqualTo(reason).And.Message.Contains(detail);

    private static ScriptedMatFile Val(params long[] dimensions) =>
        new ScriptedMatFile().Array("val", dimensions, new short[dimensions.Aggregate(1L, (product, length) => product * length)]);

    private static WfdbHeader HeaderOf(string record, params string[] signals)
    {
        string[] lines = record.Split('\n', 2);
        string text = string.Join('\n', [lines[0], .. signals, .. lines[1..]]);
        return WfdbHeader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "r.hea");
    }

    private static DatasetMetadata Dataset(string json) =>
        DatasetMetadata.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "dataset.json");

    private RecordingSources Sources(ScriptedMatFile file, WfdbHeader? header = null)
    {
        using var collector = new SignalCollector();
        file.Play(collector);
        SelectedSignal signal = collector.Take();
        _signals.Add(signal);
        return new RecordingSources
        {
            FileName = "r.mat",
            Format = "mat-v4",
            Signal = signal,
            Variables = [.. collector.Variables],
            Header = header,
        };
    }

    private static MatArray ArrayOf(string path, SampleType type, params long[] dimensions) => new()
    {
        Path = path,
        Class = Enum.Parse<MatClass>(type.ToString()),
        StorageType = type,
        Dimensions = dimensions,
        ElementCount = dimensions.Aggregate(1L, (product, length) => product * length),
    };
}
