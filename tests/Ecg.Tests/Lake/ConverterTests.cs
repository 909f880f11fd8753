using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using Ecg.Lake;
using Ecg.Lake.Stores;
using Ecg.Signals.Metadata;
using Ecg.Tests.Formats.Mat;
using Ecg.Tests.Lake.Stores;
using Ecg.Tests.Signals;
using NUnit.Framework;

namespace Ecg.Tests.Lake;

public sealed class ConverterTests
{
    private const string Header = "A 2 360 3 12:30:00 22/11/2026\n"
        + "A.mat 16+24 200(10)/mV 11 0 10 60 0 MLII\n"
        + "A.mat 16+24 100/mV 11 0 0 600 0 V5\n"
        + "#Age: 57\n#Sex: Female\n#Dx: 426783006,164889003\n# a free comment\n";

    private static readonly byte[] Recording = Level4Bytes.Int16("val", 2, 3, 10, 0, 20, 200, 30, 400);

    private LakeFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new LakeFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Puts_a_row_for_each_instant_each_lead_and_the_recording_into_the_lake()
    {
        _folder.Put("heart/A.mat", Recording);
        _folder.Put("heart/A.hea", Header);

        ConversionResult result = _folder.Convert("heart/A.mat");

        Assert.Multiple(() =>
        {
            Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
            Assert.That(result.Leads, Is.EqualTo(new[] { "MLII", "V5" }));
            Assert.That(
                _folder.Query("select record_id, sample, time_us, mlii, v5, dataset from {samples} order by sample"),
                Is.EqualTo(new object?[][]
                {
                    ["A", 0, 0L, 0f, 0f, "heart"],
                    ["A", 1, 2778L, 0.05f, 2f, "heart"],
                    ["A", 2, 5556L, 0.1f, 4f, "heart"],
                }));
            Assert.That(
                _folder.Query("select lead, column_name, position, unit, adc_gain, adc_baseline, min, max, mean, stddev, missing from {leads} order by position"),
                Is.EqualTo(new object?[][]
                {
                    ["MLII", "mlii", 0, "mV", 200.0, 10, 0.0, 0.1, 0.05, 0.05, 0L],
                    ["V5", "v5", 1, "mV", 100.0, 0, 0.0, 4.0, 2.0, 2.0, 0L],
                }));
            Assert.That(
                _folder.Query("select source_uri, source_bytes, format, sampling_rate_hz, samples, lead_count, leads, recorded_at, age, sex, diagnoses, comments, converter_version from {records}"),
                Is.EqualTo(new object?[][]
                {
                    [
                        "s3://raw/heart/A.mat", (long)Recording.Length, "mat-v4", 360.0, 3L, 2, "MLII,V5",
                        new DateTime(2026, 11, 22, 12, 30, 0), 57.0, "Female", "426783006,164889003", "a free comment",
                        ConverterVersion.Current,
                    ],
                }));
        });
    }

    [Test]
    public void Tells_of_values_that_a_32_bit_float_cannot_hold()
    {
        _folder.Put("heart/A.mat", Level4Bytes.Double("val", 1, 5, 1, 1e39, 2, -1e200, 4));

        ConversionResult result = _folder.Convert("heart/A.mat");

        Assert.Multiple(() =>
        {
            Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
            Assert.That(
                _folder.Query("select ecg from {samples} order by sample"),
                Is.EqualTo(new object?[][] { [1f], [null], [2f], [null], [4f] }));
            Assert.That(
                _folder.Query("select quality, issues like '%ecg: too large for a 32-bit float: 2 of 5%' from {records}"),
                Is.EqualTo(new object?[][] { ["suspect", true] }));
            Assert.That(
                _folder.Query("select quality, missing, min, max, issues like '%too large for a 32-bit float: 2 of 5%' from {leads}"),
                Is.EqualTo(new object?[][] { ["suspect", 2L, 1.0, 4.0, true] }));
        });
    }

    [TestCase("d", 247, ConversionStatus.Converted)]
    [TestCase("d", 248, ConversionStatus.Rejected)]
    [TestCase("#", 83, ConversionStatus.Rejected)]
    [TestCase("\u00e9", 124, ConversionStatus.Rejected)]
    [Platform(Exclude = "Win", Reason = "A path of this length needs a prefix there.")]
    public void Rejects_a_dataset_whose_folder_would_have_too_long_a_name(string letter, int count, ConversionStatus expected)
    {
        string dataset = string.Concat(Enumerable.Repeat(letter, count));
        _folder.Put($"{dataset}/A.mat", Recording);

        ConversionResult result = _folder.Convert($"{dataset}/A.mat");

        Assert.That(result.Status, Is.EqualTo(expected), result.Detail);
        if (expected == ConversionStatus.Rejected)
        {
            Assert.Multiple(() =>
            {
                Assert.That(result.Reason, Is.EqualTo("too-large"));
                Assert.That(result.Detail, Does.Match("^The dataset \"[^\"]+\" makes a name of 25[67] bytes, where a folder takes 255: shorten the first folder"));
                Assert.That(_folder.Snapshot(), Is.Empty);
            });
        }
    }

    [Test]
    public void Converts_a_recording_of_the_longest_name_that_a_folder_takes()
    {
        string name = new string('n', 251);
        _folder.Put($"heart/{name}.mat", Recording);

        Assert.That(_folder.Convert($"heart/{name}.mat").Status, Is.EqualTo(ConversionStatus.Converted));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Converts_val_beside_a_variable_that_contradicts_itself_and_names_that(bool compressed)
    {
        var level5 = new Level5Builder();
        byte[] val = level5.Samples("val", 2, 3, 10, 0, 20, 200, 30, 400);
        byte[] notes = level5.Matrix("notes", Level5Builder.MxDouble, [1, 9], level5.Data(Level5Builder.MiDouble, level5.Numbers(1.0)));
        _folder.Put("heart/A.mat", compressed
            ? level5.File(level5.Compressed(notes), level5.Compressed(val))
            : level5.File(notes, val));

        ConversionResult result = _folder.Convert("heart/A.mat");

        Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
        Assert.That(result.Issues.Texts(), Does.Contain("passed over, cannot be read: notes"));
        Assert.That(
            _folder.Query("select ch1, ch2 from {samples} order by sample"),
            Is.EqualTo(new object?[][] { [10f, 0f], [20f, 200f], [30f, 400f] }));
    }

    [Test]
    public void Rejects_a_file_that_ends_within_a_variable_even_where_val_is_whole()
    {
        var level5 = new Level5Builder();
        byte[] file = level5.File(level5.Samples("val", 2, 3, 10, 0, 20, 200, 30, 400), level5.Row("notes", 1, 2, 3));
        _folder.Put("heart/A.mat", file[..^8]);

        ConversionResult result = _folder.Convert("heart/A.mat");

        Assert.That(result.Reason, Is.EqualTo("corrupt-file"));
        Assert.That(result.Detail, Does.StartWith("Variable 'notes' at byte ").And.Contains("where the file ends"));
    }

    [Test]
    public void Converts_val_beside_a_v73_variable_that_contradicts_itself_and_names_that()
    {
        var random = new Random(1);
        short[] notes = new short[40_000];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(notes.AsSpan()));
        short[] val = [10, 0, 20, 200, 30, 400];
        using var stream = new MemoryStream();
        MatWriter.Write(stream, MatFormat.V73, [new MatNumbers("data", 2, 20_000, notes), new MatNumbers("val", 2, 3, val)]);
        byte[] bytes = stream.ToArray();
        bytes.AsSpan(bytes.Length / 2, 64).Clear();
        _folder.Put("heart/A.mat", bytes);

        ConversionResult result = _folder.Convert("heart/A.mat");

        Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
        Assert.That(result.Issues.Texts(), Does.Contain("passed over, cannot be read: data"));
        Assert.That(result.Samples, Is.EqualTo(3));
    }

    [Test]
    public void Writes_the_same_lake_a_second_time()
    {
        _folder.Put("heart/A.mat", Recording);
        _folder.Put("heart/A.hea", Header);

        _folder.Convert("heart/A.mat");
        SortedDictionary<string, byte[]> first = _folder.Snapshot();
        _folder.Convert("heart/A.mat");

        Assert.That(first, Has.Count.EqualTo(3));
        Assert.That(_folder.Snapshot(), Is.EqualTo(first));
    }

    [Test]
    public void Converts_a_recording_of_which_nothing_is_known_with_its_values_as_they_are()
    {
        _folder.Put("x.mat", Recording);

        Assert.That(_folder.Convert("x.mat").Status, Is.EqualTo(ConversionStatus.Converted));
        Assert.Multiple(() =>
        {
            Assert.That(_folder.Query("select time_us, ch1, ch2 from {samples} order by sample")[1], Is.EqualTo(new object?[] { null, 20f, 200f }));
            Assert.That(_folder.Query("select distinct unit, adc_gain from {leads}"), Is.EqualTo(new object?[][] { ["adu", null] }));
            string issues = (string)_folder.Query("select issues from {records}")[0][0]!;
            Assert.That(issues, Does.Contain("unknown sampling rate").And.Contain("unknown unit"));
        });
    }

    [Test]
    public void Takes_what_the_file_does_not_say_from_the_dataset_and_then_from_the_caller()
    {
        _folder.Put("heart/x.mat", Recording);
        _folder.Put("heart/dataset.json", """{ "sampling_rate_hz": 500 }""");
        var defaults = new ConversionDefaults { SamplingRate = 100, Gain = 10, Leads = ["I", "II"] };

        ConversionResult result = _folder.Convert("heart/x.mat", new ConversionOptions { Defaults = defaults });

        Assert.That(result.SamplingRate, Is.EqualTo(500));
        Assert.That(_folder.Query("select i, ii from {samples} order by sample")[1], Is.EqualTo(new object?[] { 2f, 20f }));
    }

    [TestCaseSource(nameof(Hopeless))]
    public void Rejects_bytes_that_can_never_be_converted(string reason, byte[] file, string? header)
    {
        _folder.Put("bad/A.mat", file);
        if (header is not null)
        {
            _folder.Put("bad/A.hea", header);
        }

        ConversionResult result = _folder.Convert("bad/A.mat");

        Assert.Multiple(() =>
        {
            Assert.That((result.Status, result.Reason), Is.EqualTo((ConversionStatus.Rejected, reason)), result.Detail);
            Assert.That(result.Detail, Has.Length.GreaterThan(20).And.Not.Contain("\n"));
            Assert.That(
                _folder.Query("select record_id, source_uri, length(source_etag), reason, detail, dataset from {rejected}"),
                Is.EqualTo(new object?[][] { ["A", "s3://raw/bad/A.mat", 32L, reason, result.Detail, "bad"] }));
            Assert.That(_folder.Snapshot(), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Takes_the_rows_of_a_recording_that_is_rejected_and_the_rejection_of_one_that_is_repaired()
    {
        _folder.Put("x/A.mat", Recording);
        _folder.Convert("x/A.mat");
        SortedDictionary<string, byte[]> good = _folder.Snapshot();

        _folder.Put("x/A.mat", Recording[..30]);
        _folder.Convert("x/A.mat");
        Assert.That(_folder.Snapshot().Keys, Has.One.Items.And.All.StartsWith("rejected/"));

        _folder.Put("x/A.mat", Recording);
        _folder.Convert("x/A.mat");
        Assert.That(_folder.Snapshot(), Is.EqualTo(good));
    }

    [Test]
    public void Says_that_an_object_is_gone() =>
        Assert.That(_folder.Convert("no/such.mat").Status, Is.EqualTo(ConversionStatus.Gone));

    [Test]
    public void Writes_the_row_of_the_recording_last_and_takes_it_away_first()
    {
        _folder.Put("x/A.mat", Recording);
        var converting = new FaultStore(_folder.LakeStore, failAt: 0, halfway: false);
        _folder.Convert("x/A.mat", lake: converting);
        _folder.Put("x/A.mat", Recording[..30]);
        var rejecting = new FaultStore(_folder.LakeStore, failAt: 0, halfway: false);
        _folder.Convert("x/A.mat", lake: rejecting);

        Assert.That(converting.Log, Is.EqualTo(new[] { "put samples", "put leads", "put records" }));
        Assert.That(rejecting.Log, Is.EqualTo(new[] { "delete records", "delete leads", "delete samples", "put rejected" }));
    }

    [Test]
    public void Loses_nothing_and_leaves_no_half_recording_when_the_store_fails_at_any_step(
        [Values(1, 2, 3, 4)] int step,
        [Values] bool halfway,
        [Values] bool rejects)
    {
        _folder.Put("x/A.mat", rejects ? Recording[..30] : Recording);
        _folder.Convert("x/A.mat");
        SortedDictionary<string, byte[]> expected = _folder.Snapshot();
        Directory.Delete(_folder.Lake, recursive: true);
        _folder.Put("x/A.mat", rejects ? Recording : Recording[..30]);
        _folder.Convert("x/A.mat");
        _folder.Put("x/A.mat", rejects ? Recording[..30] : Recording);

        ConversionResult failed = _folder.Convert("x/A.mat", lake: new FaultStore(_folder.LakeStore, step, halfway));

        Assert.That((failed.Status, failed.Reason), Is.EqualTo((ConversionStatus.Failed, "io-error")));
        var between = _folder.Snapshot().Keys.Select(path => path.Split('/')[0]).ToHashSet();
        Assert.That(!between.Contains("records") || (between.Contains("samples") && between.Contains("leads")), string.Join(' ', between));

        _folder.Convert("x/A.mat");
        Assert.That(_folder.Snapshot(), Is.EqualTo(expected));
    }

    // Two headers, two conversions of the same file: the row must never be that of the other one's samples.
    [Test]
    public void Leaves_no_row_of_other_samples_when_a_replacement_dies_at_any_step([Range(1, 4)] int step, [Values] bool halfway)
    {
        _folder.Put("x/A.mat", Recording);
        _folder.Convert("x/A.mat");
        _folder.Put("x/A.hea", "A 1 500\nA.mat 16+24 100(0)/mV 16 0 0 0 0 II\n");

        ConversionResult failed = _folder.Convert("x/A.mat", lake: new FaultStore(_folder.LakeStore, step, halfway));

        Assert.That(failed.Status, Is.EqualTo(ConversionStatus.Failed));
        Assert.That(
            _folder.Snapshot().Keys.Any(path => path.StartsWith("records", StringComparison.Ordinal))
                && !_folder.Query("select conversion_id from {records}")[0][0]!.Equals(_folder.Query("select distinct conversion_id from {samples}").Single()[0]),
            Is.False);
    }

    [Test]
    public void Skips_what_the_same_conversion_has_already_written_and_nothing_else()
    {
        var again = new ConversionOptions { SkipConverted = true };
        _folder.Put("x/A.mat", Recording);
        _folder.Put("x/B.mat", Recording[..30]);
        ConversionStatus[] first = [_folder.Convert("x/A.mat", again).Status, _folder.Convert("x/B.mat", again).Status];
        SortedDictionary<string, byte[]> lake = _folder.Snapshot();
        ConversionStatus second = _folder.Convert("x/A.mat", again).Status;
        ConversionStatus rejected = _folder.Convert("x/B.mat", again).Status;
        Assert.That(_folder.Snapshot(), Is.EqualTo(lake));
        ConversionStatus otherSettings = _folder.Convert("x/A.mat", again with { Normalize = true }).Status;
        _folder.Put("x/dataset.json", """{"sampling_rate": 250}""");
        ConversionStatus otherMetadata = _folder.Convert("x/A.mat", again with { Normalize = true }).Status;
        ConversionStatus third = _folder.Convert("x/A.mat", again with { Normalize = true }).Status;
        _folder.Put("x/A.mat", [.. Recording[..^1], 9]);
        ConversionStatus otherBytes = _folder.Convert("x/A.mat", again with { Normalize = true }).Status;

        Assert.That(first, Is.EqualTo(new[] { ConversionStatus.Converted, ConversionStatus.Rejected }));
        Assert.That((second, rejected), Is.EqualTo((ConversionStatus.Skipped, ConversionStatus.Rejected)));
        Assert.That(
            (otherSettings, otherMetadata, third, otherBytes),
            Is.EqualTo((ConversionStatus.Converted, ConversionStatus.Converted, ConversionStatus.Skipped, ConversionStatus.Converted)));
    }

    [TestCase("samples", "records")]
    [TestCase("records")]
    public void Converts_again_what_has_no_row_that_can_be_read(params string[] damaged)
    {
        _folder.Put("x/A.mat", Recording);
        _folder.Convert("x/A.mat");
        SortedDictionary<string, byte[]> expected = _folder.Snapshot();
        foreach (string path in expected.Keys.Where(path => damaged.Contains(path.Split('/')[0])))
        {
            File.WriteAllText(Path.Combine(_folder.Lake, path), "PAR1 half of it");
        }

        Assert.That(_folder.Convert("x/A.mat", new ConversionOptions { SkipConverted = true }).Status, Is.EqualTo(ConversionStatus.Converted));
        Assert.That(_folder.Snapshot(), Is.EqualTo(expected));
    }

    [Test]
    public void Refuses_a_recording_of_another_bucket_that_has_the_same_key([Values] bool wasRejected, [Values] bool isRejected)
    {
        _folder.Put("x/A.mat", wasRejected ? Recording[..30] : Recording);
        _folder.Convert("x/A.mat");
        SortedDictionary<string, byte[]> expected = _folder.Snapshot();
        _folder.Put("x/A.mat", isRejected ? Recording[..31] : Recording[..^1].Append((byte)9).ToArray());

        ConversionResult other = new Converter(new FolderStore(_folder.Raw, "s3://other"), _folder.LakeStore, new ConversionOptions())
            .ConvertAsync("x/A.mat", default).GetAwaiter().GetResult();

        Assert.That(other.Status, Is.EqualTo(ConversionStatus.Failed));
        Assert.That(other.Detail, Does.Contain("of the bucket raw").And.Contain("s3://other/x/A.mat"));
        Assert.That(_folder.Snapshot().Where(IsRow), Is.EqualTo(expected.Where(IsRow)));

        static bool IsRow(KeyValuePair<string, byte[]> file) =>
            file.Key.StartsWith("records", StringComparison.Ordinal) || file.Key.StartsWith("rejected", StringComparison.Ordinal);
    }

    [Test]
    public void Stops_when_it_is_cancelled_and_leaves_nothing()
    {
        _folder.Put("x/A.mat", Recording);
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.That(
            () => new Converter(_folder.RawStore, _folder.LakeStore, new ConversionOptions()).ConvertAsync("x/A.mat", source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.Snapshot(), Is.Empty);
    }

    [Test]
    public void Converts_the_record_100m_with_the_physical_values_that_its_header_implies()
    {
        CopyShared("physionet", "100m");

        ConversionResult result = _folder.Convert("mit/100m.mat");

        // 100m.hea: 200 adu/mV, ADC zero 1024, which is the baseline where none is named; initial values 995 and 1011.
        Assert.Multiple(() =>
        {
            Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
            Assert.That(_folder.Query("select count(*), max(time_us), count(distinct sample) from {samples}")[0], Is.EqualTo(new object?[] { 216_000L, 599_997_222L, 216_000L }));
            Assert.That(_folder.Query("select mlii, v5 from {samples} where sample = 0")[0], Is.EqualTo(new object?[] { -0.145f, -0.065f }));
            Assert.That(_folder.Query("select age, sex, issues from {records}")[0], Is.EqualTo(new object?[] { 69.0, "Male", null }));
        });
    }

    [Test]
    public void Scales_each_lead_of_a103l_by_its_own_gain_in_its_own_unit()
    {
        CopyShared("physionet", "a103l");

        _folder.Convert("mit/a103l.mat");

        // a103l.hea: 7247/mV, 10520/mV and 12530/NU, ADC zero 0; initial values -171, 9127 and 6042.
        Assert.Multiple(() =>
        {
            Assert.That(
                _folder.Query("select ii, v, pleth from {samples} where sample = 0")[0],
                Is.EqualTo(new object?[] { (float)(-171 / 7247.0), (float)(9127 / 10520.0), (float)(6042 / 12530.0) }));
            Assert.That(_folder.Query("select unit from {leads} order by position").Select(row => row[0]), Is.EqualTo(new[] { "mV", "mV", "NU" }));
            Assert.That(_folder.Query("select comments, sampling_rate_hz, samples from {records}")[0], Is.EqualTo(new object?[] { "Asystole; False alarm", 250.0, 82_500L }));
        });
    }

    [Test]
    public void Of_two_files_that_differ_in_case_the_lower_one_is_the_recording_and_the_other_is_rejected()
    {
        if (!_folder.RawStore.TellsCaseApart)
        {
            Assert.Ignore("The file system has one file of the two names.");
        }

        _folder.Put("d/x.MAT", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        Assert.That(_folder.Convert("d/x.MAT").Status, Is.EqualTo(ConversionStatus.Converted));
        _folder.Put("d/x.mat", Level4Bytes.Int16("val", 1, 3, 4, 5, 6));
        Assert.That(_folder.Convert("d/x.mat").Status, Is.EqualTo(ConversionStatus.Converted));

        ConversionResult rejected = _folder.Convert("d/x.MAT");

        Assert.That(rejected.Status, Is.EqualTo(ConversionStatus.Rejected));
        Assert.That(rejected.Detail, Does.Contain("d/x.MAT and d/x.mat"));
        Assert.That(_folder.Query("SELECT record_id, source_uri FROM {records}"), Is.EqualTo(new[] { new[] { "x", "s3://raw/d/x.mat" } }));
        Assert.That(_folder.Query("SELECT record_id FROM {rejected}"), Is.EqualTo(new[] { new[] { "x.MAT" } }), "no record_id of the other's");
    }

    [Test]
    public void Reports_a_checksum_that_the_header_does_not_promise()
    {
        _folder.Put("heart/A.mat", Recording);
        _folder.Put("heart/A.hea", Header.Replace(" 10 60 0 MLII", " 11 61 0 MLII", StringComparison.Ordinal));

        string issues = string.Join("; ", _folder.Convert("heart/A.mat").Issues);

        Assert.That(issues, Does.Contain("checksum").And.Contain("60").And.Contain("61").And.Contain("initial value"));
    }

    private static IEnumerable<TestCaseData> Hopeless()
    {
        byte[] two = Level4Bytes.Int16("a", 1, 200, new short[200]).Concat(Level4Bytes.Int16("b", 1, 200, new short[200])).ToArray();
        yield return new TestCaseData("corrupt-file", Recording[..30], null).SetArgDisplayNames("truncated");
        yield return new TestCaseData("corrupt-file", Array.Empty<byte>(), null).SetArgDisplayNames("empty");
        yield return new TestCaseData("unsupported-format", "time,lead\n0,1\n1,2\n"u8.ToArray(), null).SetArgDisplayNames("text");
        yield return new TestCaseData("no-signal", Level4Bytes.Double("fs", 1, 1, 360), null).SetArgDisplayNames("no matrix");
        yield return new TestCaseData("ambiguous-signal", two, null).SetArgDisplayNames("two matrices");
        yield return new TestCaseData("empty-signal", Level4Bytes.Int16("val", 2, 0), null).SetArgDisplayNames("no samples");
        yield return new TestCaseData("empty-signal", Level4Bytes.Double("val", 1, 2, double.NaN, double.NaN), null).SetArgDisplayNames("all missing");
        yield return new TestCaseData("header-mismatch", Recording, Header.Replace("A 2 360 3", "A 2 360 4", StringComparison.Ordinal)).SetArgDisplayNames("other samples");
        yield return new TestCaseData("header-mismatch", Recording, "A two\n").SetArgDisplayNames("no header");
        yield return new TestCaseData("too-large", Level4Bytes.Int16("val", 1025, 1026, new short[1025 * 1026]), null).SetArgDisplayNames("too many leads");
    }

    private void CopyShared(string folder, string record)
    {
        foreach (string? extension in new[] { "mat", "hea" })
        {
            _folder.Put($"mit/{record}.{extension}", File.ReadAllBytes(SharedData.PathOf(folder, $"{record}.{extension}")));
        }
    }
}
