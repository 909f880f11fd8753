using Ecg.Lake;
using Ecg.Lake.Stores;
using NUnit.Framework;

namespace Ecg.Tests.Lake;

/// <summary>What people ran into, a small input each, with what is right. Skipped where the shared data are missing.</summary>
public sealed class SharedCaseTests
{
    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new LakeFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Takes_a_checksum_of_0_for_a_placeholder()
    {
        ConversionResult result = Convert("01-checksum-placeholder", "A00001");

        Assert.Multiple(() =>
        {
            Assert.That(result.Quality, Is.EqualTo(Ecg.Signals.Assessment.Quality.Good));
            Assert.That(Issues(result), Is.Empty);
            Assert.That(Rows("select round(min, 3), round(max, 3) from {leads}"), Is.EqualTo(new object[][] { [-0.238, 1.019] }));
            Assert.That(Rows("select sampling_rate_hz, recorded_at from {records}"), Is.EqualTo(new object[][] { [300.0, new DateTime(2014, 5, 8, 5, 5, 15)] }));
        });
    }

    [Test]
    public void Tells_the_channels_of_LabChart_apart()
    {
        Expect(Convert("02-labchart-export", "one_block"), 400, 1600, "ECG I", "ECG II");
        Assert.That(Rows("select distinct unit from {leads}"), Is.EqualTo(new object[][] { ["mV"] }));

        ConversionResult blocks = Convert("02-labchart-export", "two_blocks");

        Assert.That((blocks.Status, blocks.Reason), Is.EqualTo((ConversionStatus.Rejected, "ambiguous-signal")));
        Assert.That(blocks.Detail, Does.Contain("datastart"));
    }

    [Test]
    public void Lets_the_last_of_a_variable_count_that_stands_twice()
    {
        Expect(Convert("03-appended-duplicates", "fsappend"), 500, 1000, "ch1", "ch2");
        Expect(Convert("03-appended-duplicates", "fsappend4"), 500, 1000, "ch1", "ch2");
        Expect(Convert("03-appended-duplicates", "leadappend"), 250, 1000, "V1", "V2");
        Expect(Convert("03-appended-duplicates", "octappend"), 500, 1000, "ch1", "ch2");
        Assert.That(Rows("select max(max) from {leads} where record_id like '%octappend'"), Is.EqualTo(new object[][] { [250.0] }));
    }

    [Test]
    public void Leaves_the_time_and_the_number_of_the_sample_out()
    {
        Expect(Convert("04-time-column", "seconds_first"), 250, 1000, "ch1", "ch2");
        Expect(Convert("04-time-column", "sample_number_first"), null, 1000, "ch1", "ch2");
        Assert.That(Rows("select count(*) from {records} where issues like '%left out, a time axis or a counter, not a lead: column 1%'"), Is.EqualTo(new object[][] { [2L] }));
        Assert.That(Rows("select max(abs(ch1)) < 5 from {samples} where record_id like '%seconds_first'"), Is.EqualTo(new object[][] { [true] }));
    }

    [TestCase("ellipsis_after", "Comment: restless\u2026 repeat it")]
    [TestCase("ellipsis_before", "Ward 4\u2026 bed 2")]
    [TestCase("u2028", "Ward 4 bed 2")]
    [TestCase("formfeed", "Ward 4 bed 2")]
    [TestCase("quote", "Comment: St\u2019s ward")]
    public void Breaks_no_header_within_a_comment(string name, string comment)
    {
        Expect(Convert("05-line-breaks-in-comments", name), 250, 1000, "I", "II");
        Assert.That(Rows("select comments from {records}"), Is.EqualTo(new object[][] { [comment] }));
        Assert.That(Rows("select round(min(min), 3), round(max(max), 3), any_value(unit) from {leads}"), Is.EqualTo(new object[][] { [-0.227, 1.010, "mV"] }));
    }

    [TestCase("A", "164889003,59118001,427084000,sinus tachycardia")]
    [TestCase("B", "164889003,59118001")]
    public void Keeps_the_diagnoses_of_all_lines_and_each_once(string name, string diagnoses)
    {
        Convert("06-several-dx-lines", name);

        Assert.That(Rows("select diagnoses from {records}"), Is.EqualTo(new object[][] { [diagnoses] }));
    }

    [Test]
    public void Loses_only_the_lead_whose_gain_is_no_number()
    {
        ConversionResult result = Convert("07-nan-gain-of-one-lead", "A");

        Expect(result, 500, 600, "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");
        Assert.That(Rows("select lead, missing, min is null or isnan(min) from {leads} where missing > 0"), Is.EqualTo(new object[][] { ["V6", 600L, true] }));
        Assert.That(Rows("select count(v6), count(v5) from {samples}"), Is.EqualTo(new object[][] { [0L, 600L] }));
        Assert.That(Issues(result), Does.Contain("gain in the header is not a number, all samples missing: V6").Or.Contain("V6: gain in the header is not a number, all samples missing"));
        Assert.That(string.Join('\n', Issues(result)), Does.Not.Contain("too large"));
    }

    [TestCase("r24m")]
    [TestCase("r32m")]
    [TestCase("r80m")]
    public void Compares_no_missing_first_sample(string name) =>
        Assert.That(Issues(Convert("08-first-sample-missing-8-24-32-bit", name)), Is.EqualTo(new[] { "col 0: missing samples: 4 of 500" }));

    [Test]
    public void Reads_the_HDF5_files_of_Octave()
    {
        Expect(Convert("09-octave-hdf5", "hdf5"), 250, 1000, "I", "II");
        Expect(Convert("09-octave-hdf5", "h5time"), 250, 1000, "ch1", "ch2");
        Expect(Convert("09-octave-hdf5", "h5rr"), 250, 1000, "ecg");
    }

    [Test]
    public void Reads_char_matrices_of_Octave_whose_length_overshoots()
    {
        Expect(Convert("10-octave-char-matrix", "first7"), 250, 1000, "I", "II");
        Expect(Convert("10-octave-char-matrix", "st7"), 250, 1000, "I", "II");
        Assert.That(Rows("select sex from {records} where record_id = 'st7'"), Is.EqualTo(new object[][] { ["Male"] }));
    }

    [Test]
    public void Names_the_class_of_objects()
    {
        string[] tables = [Convert("11-matlab-objects", "tt_only").Detail!, Convert("11-matlab-objects", "timetable73").Detail!];

        Assert.That(tables, Is.All.EqualTo("ecg is a MATLAB timetable: save ecg.Variables as a numeric matrix with -v7."));
        Assert.That(Convert("11-matlab-objects", "tt_two").Detail, Does.Contain("TT (MATLAB timetable), meta (MATLAB table)"));
        Assert.That(Issues(Convert("11-matlab-objects", "val_strleads")), Does.Contain("variable leads is a MATLAB string array: save cellstr(leads)"));
        Assert.That(Issues(Convert("11-matlab-objects", "string73")), Does.Contain("variable leads is a MATLAB string array: save cellstr(leads)"));
    }

    [TestCase("both_lfs", "both_lfs.hea is a Git LFS pointer; fetch it with git lfs pull.")]
    [TestCase("header_lfs", "header_lfs.hea is a Git LFS pointer; fetch it with git lfs pull.")]
    [TestCase("annex", "The file is not a MAT-file: it is a git-annex pointer; fetch it with git annex get or datalad get.")]
    [TestCase("header_annex", "header_annex.hea is a git-annex pointer; fetch it with git annex get or datalad get.")]
    [TestCase("header_html", "header_html.hea is an HTML or XML page, perhaps the error page of a download; download the file again.")]
    public void Recognises_what_stands_in_the_place_of_a_file(string name, string expected)
    {
        ConversionResult result = Convert("12-pointer-files", name);

        Assert.That(result.Status, Is.EqualTo(ConversionStatus.Rejected));
        Assert.That(result.Detail, Does.EndWith(expected));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "A link needs a privilege there.")]
    public void Recognises_links_that_lead_nowhere()
    {
        const string Target = "../.git/annex/objects/MD5E-s1--0";
        _folder.Put("in/header_dangling.mat", File.ReadAllBytes(PathOf("12-pointer-files", "header_dangling.mat")));
        File.CreateSymbolicLink(Path.Combine(_folder.Raw, "in", "header_dangling.hea"), Target);
        File.CreateSymbolicLink(Path.Combine(_folder.Raw, "in", "dangling.mat"), Target);

        ConversionResult dangling = _folder.Convert("in/dangling.mat");

        Assert.That((dangling.Status, dangling.Reason), Is.EqualTo((ConversionStatus.Rejected, "unsupported-format")));
        Assert.That(dangling.Detail, Is.EqualTo($"The file is a link to {Target}, which is not there; fetch it with git annex get or datalad get."));
        Assert.That(Issues(_folder.Convert("in/header_dangling.mat")), Does.Contain(
            $"in/header_dangling.hea cannot be read, it is a link to {Target}, which is not there; fetch it with git annex get or datalad get"));
    }

    [TestCase("nul_became_space_v4", "Each zero byte of the file is a space")]
    [TestCase("nul_became_space_v6", "Each zero byte of the file is a space")]
    [TestCase("nul_became_space_v7", "Each zero byte of the file is a space")]
    [TestCase("lf_became_crlf_v4", "Each line feed of the file has a carriage return before it")]
    [TestCase("lf_became_crlf_v7", "Each line feed of the file has a carriage return before it")]
    [TestCase("cr_dropped_v4", "No carriage return is left in the file")]
    [TestCase("utf8_replacement_v6", "Bytes of the file are replaced by UTF-8's replacement character")]
    public void Says_that_a_text_program_has_damaged_a_file(string name, string cause)
    {
        ConversionResult result = Convert("13-text-mode-damage", name);

        Assert.That((result.Status, result.Reason), Is.EqualTo((ConversionStatus.Rejected, "corrupt-file")));
        Assert.That(result.Detail, Does.StartWith($"{cause}: a program took the file for text; copy it again as binary.").And.Not.Contain("-v7"));
    }

    [Test]
    public void Reads_the_header_struct_of_ecg_kit()
    {
        Expect(Convert("14-ecg-kit", "rec1"), 360, 1500, "MLII", "V1", "V5");
        Assert.That(Rows("select distinct unit, adc_gain, adc_baseline from {leads}"), Is.EqualTo(new object[][] { ["mV", 200.0, 1024] }));
        Assert.That(Rows("select round(min(min), 2), round(max(max), 2) from {leads}"), Is.EqualTo(new object[][] { [-0.23, 1.01] }));
    }

    [Test]
    public void Reads_the_variables_of_AcqKnowledge()
    {
        Expect(Convert("15-biopac-acqknowledge", "acq"), 400, 1600, "ECG (.5 - 35 Hz)", "Respiration");
        Assert.That(Rows("select distinct unit from {leads}"), Is.EqualTo(new object[][] { ["mV"] }));
    }

    [Test]
    public void Reads_the_datasets_of_EEGLAB()
    {
        Expect(Convert("16-eeglab", "whole"), 400, 1600, "ECG1", "ECG2", "V1");
        Expect(Convert("16-eeglab", "loose"), 400, 1600, "ECG1", "ECG2", "V1");
        Assert.That(Convert("16-eeglab", "fdt").Detail, Does.Contain("sub01.fdt"));
    }

    [Test]
    public void Reads_the_raw_data_of_FieldTrip() => Expect(Convert("17-fieldtrip", "raw"), 400, 800, "ECG1", "ECG2", "V1");

    [TestCase("samplingrate", 1000, "ecg")]
    [TestCase("sample_rate", 250, "ch1,ch2")]
    [TestCase("Fs_per_lead", 250, "ch1,ch2")]
    [TestCase("time_vector", 250, "ch1,ch2")]
    [TestCase("tt_and_xx", 250, "ecg")]
    public void Finds_the_rate_under_another_name(string name, double rate, string leads) =>
        Expect(Convert("18-rate-under-another-name", name), rate, 1000, leads.Split(','));

    [Test]
    public void Reads_half_precision()
    {
        Expect(Convert("19-half-precision", "half"), 250, 1000, "ch1", "ch2");
        Assert.That(Rows("select round(min(min), 3), round(max(max), 3) from {leads}"), Is.EqualTo(new object[][] { [-0.227, 1.010] }));
    }

    [Test]
    public void Takes_what_follows_a_folder_for_the_records_name() =>
        Expect(Convert("21-path-in-record-line", "00001_medians"), 250, 1000, "I", "II");

    [Test]
    public void Hints_at_a_header_that_is_called_otherwise() =>
        Assert.That(Issues(Convert("23-header-under-another-name", "100m")), Has.Some.EndsWith("100.hea names this file and is not used: rename it 100m.hea"));

    [TestCase("HRVparams")]
    [TestCase("R_00001")]
    public void Finds_no_signal_in_parameters_and_beats(string name)
    {
        ConversionResult result = Convert("24-no-recording", name);

        Assert.That((result.Status, result.Reason), Is.EqualTo((ConversionStatus.Rejected, "no-signal")));
        Assert.That(result.Detail, Does.Contain("x2 double").Or.Contain("40x1 double"));
    }

    [Test]
    public void Joins_leads_that_are_variables()
    {
        Expect(Convert("26-leads-as-variables", "twelve"), null, 400, "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");
        Expect(Convert("26-leads-as-variables", "two"), null, 1000, "LII", "V5");
    }

    [Test]
    public void Rejects_a_header_whose_first_lines_are_one() =>
        Assert.That(Convert("27-merged-first-lines", "JS01052").Reason, Is.EqualTo("header-mismatch"));

    private static string PathOf(string folder, string name) => Path.Combine(SharedData.PathOf("cases", folder, "in"), name);

    private static string[] Issues(ConversionResult result) => [.. result.Issues.Select(issue => issue.Text)];

    private static void Expect(ConversionResult result, double? rate, long samples, params string[] leads)
    {
        Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
        Assert.That(result.Leads, Is.EqualTo(leads));
        Assert.That((result.SamplingRate, result.Samples), Is.EqualTo((rate, (long?)samples)));
    }

    private ConversionResult Convert(string folder, string name) =>
        new Converter(new FolderStore(SharedData.PathOf("cases", folder)), _folder.LakeStore, new ConversionOptions())
            .ConvertAsync($"in/{name}.mat", default).GetAwaiter().GetResult();

    private List<object?[]> Rows(string sql) => _folder.Query(sql);
}
