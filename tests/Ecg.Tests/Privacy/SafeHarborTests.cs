using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using Ecg.Formats.Wfdb;
using Ecg.Formats.Wfdb.Writing;
using Ecg.Lake;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Privacy;

/// <summary>What is in a lake of de-identified recordings, and what is nowhere in it.</summary>
internal sealed class SafeHarborTests
{
    /// <summary>Stands for a patient's name wherever a source has room for text.</summary>
    private const string Name = "Zaphod";

    private static readonly ConversionOptions Deidentify = new() { Deidentify = true };
    private static readonly string[] Tables = ["samples", "leads", "annotations", "records", "rejected"];

    private LakeFolder _folder = null!;

    /// <summary>Uploads with a name in every place that takes text. Each is converted or rejected.</summary>
    private static IEnumerable<TestCaseData> Uploads()
    {
        yield return Case("record", "r.hea", folder =>
        {
            folder.Put("r.hea", $"r 2 250 4 12:30:00 22/11/2026\nr.dat 16 100/{Name} 12 0 1 10 0 {Name} ECG II\nr.dat 16 200 12 0 0 0 0 {Name}\n"
                + $"# Age: 57\n# Sex: {Name}\n# Dx: {Name}, 426783006\n# seen by {Name}\n");
            folder.Put("r.dat", new byte[16]);
            folder.Put("r.atr", Annotations($"seen by {Name}", $"({Name}", Name));
        });
        yield return Case("MAT-file and header", "a.mat", folder =>
        {
            folder.Put("a.mat", Level4Bytes.Int16("val", 2, 3, 1, 2, 3, 4, 5, 6));
            folder.Put("a.hea", $"{Name} 2 360 3\na.mat 16+24 200(10)/mV 11 0 10 60 0 {Name}-V1\na.mat 16+24 100/{Name} 11 0 0 600 0 {Name} pleth\n# {Name}: 12\n");
        });
        yield return Case("variables", "b.mat", folder => folder.Put("b.mat", Mat(
            new MatNumbers("val", 2, 600, Signal()), new MatNumbers($"fs{Name}", 1, 1, new double[] { 250 }), new MatNumbers($"leads_{Name}", 1, 2, new double[] { 1, 2 }))));
        yield return Case("dataset", "d/b.mat", folder =>
        {
            folder.Put("d/b.mat", Level4Bytes.Int16("val", 2, 3, 1, 2, 3, 4, 5, 6));
            folder.Put("d/dataset.json", $$"""
                { "leads": ["{{Name}}", "II"], "units": ["{{Name}}", "mV"], "comments": ["{{Name}}"], "sex": "{{Name}}", "diagnoses": ["{{Name}}"],
                  "age": 99, "recorded_at": "2026-11-22T12:30:00", "samplingrate{{Name}}": 1 }
                """);
        });
        yield return Case("several signals", "c.mat", folder => folder.Put("c.mat", Mat(
            new MatNumbers(Name, 2, 600, Signal()), new MatNumbers($"{Name}2", 2, 600, Signal()))));
        yield return Case("rejected header", "e.hea", folder =>
        {
            folder.Put("e.hea", $"e 1 250 4\nletters/{Name}.dat 16 100/mV 12 0 1 10 0 II\n");
            folder.Put("e.dat", new byte[8]);
        });
        yield return Case("header of an incomplete record", "g.hea", folder => folder.Put("g.hea", $"g 1 250 4\n{Name}.dat 16 100/mV 12 0 1 10 0 {Name}\n"));

        static TestCaseData Case(string name, string key, Action<LakeFolder> upload) => new TestCaseData(key, upload).SetArgDisplayNames(name);
    }

    [SetUp]
    public void CreateFolder() => _folder = new LakeFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCaseSource(nameof(Uploads))]
    public void Free_text_is_nowhere_in_the_lake_nor_in_what_is_told_of_the_conversion(string key, Action<LakeFolder> upload)
    {
        upload(_folder);

        ConversionResult result = _folder.Convert(key, Deidentify);

        Assert.Multiple(() =>
        {
            Assert.That(result.Status, Is.Not.EqualTo(ConversionStatus.Failed), result.Detail);
            Assert.That(InLake(), Has.None.Contains(Name).IgnoreCase);
            Assert.That(Told(result), Does.Not.Contain(Name).IgnoreCase);
        });
    }

    [TestCaseSource(nameof(Uploads))]
    public void The_same_text_is_there_without_the_option(string key, Action<LakeFolder> upload)
    {
        upload(_folder);

        ConversionResult result = _folder.Convert(key);

        Assert.That(string.Join('\n', InLake()) + Told(result), Does.Contain(Name).IgnoreCase, "so that the test above can fail");
    }

    [TestCase("57", 57.0)]
    [TestCase("89", 89.0)]
    [TestCase("90", 90.0)]
    [TestCase("104", 90.0)]
    public void Ages_above_89_are_one_category(string age, double stored)
    {
        Put($"# Age: {age}\n");
        Assert.That(Records("age"), Is.EqualTo(new object[] { stored }));
    }

    [Test]
    public void Of_a_date_the_year_stays()
    {
        Put("");
        Assert.That(Records("recorded_at"), Is.EqualTo(new object[] { new DateTime(2026, 1, 1) }));
    }

    [Test]
    public void Codes_of_diagnoses_stay_and_words_and_other_numbers_go()
    {
        Put("# Dx: 426783006,164889003,I48.0,AFIB,Smith,123456789,4711001\n");
        Assert.That(Records("diagnoses"), Is.EqualTo(new object[] { "426783006,164889003,I48.0,AFIB" }));
    }

    [TestCase("Female", "Female")]
    [TestCase("M", "Male")]
    [TestCase("see Smith's letter", null)]
    public void A_sex_is_one_of_two_words_or_none(string sex, string? stored)
    {
        Put($"# Sex: {sex}\n");
        Assert.That(Records("sex"), Is.EqualTo(new object?[] { stored }));
    }

    [TestCase("MLII", "MLII")]
    [TestCase("EEG Fpz-Cz", "EEG Fpz-Cz")]
    [TestCase("Resp chest", "Resp chest")]
    [TestCase("ECG lead II (raw)", "ECG lead II (raw)")]
    [TestCase("Smith ECG 2", "ECG 2")]
    [TestCase("Smith", "ecg")]
    [TestCase("4711", "ecg")]
    public void A_leads_name_keeps_the_words_of_the_field(string description, string stored)
    {
        Put("", description);
        Assert.That(_folder.Query("select lead from {leads}")[0], Is.EqualTo(new object[] { stored }));
    }

    [Test]
    public void Names_of_rhythms_stay_in_annotations_and_notes_go()
    {
        Put("");
        _folder.Put("r.atr", Annotations("a note", "(AFIB", "MISSB"));
        _folder.Convert("r.hea", Deidentify);
        Assert.That(
            _folder.Query("select kind, note from {annotations} where source = 'atr' order by start_sample"),
            Is.EqualTo(new object?[][] { ["note", null], ["rhythm", "AFIB"], ["note", "MISSB"] }));
    }

    [Test]
    public void Issues_that_quote_the_upload_are_counted()
    {
        Put("# Age: 300\n");
        Assert.That((string?)Records("issues").Single(), Does.Contain("issues that quote the upload left out: 1").And.Not.Contain("age"));
    }

    [Test]
    public void The_signal_and_its_times_stay_as_they_are()
    {
        Put("");
        List<object?[]> deidentified = _folder.Query("select sample, time_us, ii from {samples} order by sample");
        _folder.Convert("r.hea");
        Assert.That(deidentified, Is.EqualTo(_folder.Query("select sample, time_us, ii from {samples} order by sample")));
    }

    private void Put(string comments, string description = "II")
    {
        _folder.Put("r.hea", $"r 1 250 8 12:30:00 22/11/2026\nr.dat 16 100/mV 12 0 1 10 0 {description}\n{comments}");
        _folder.Put("r.dat", [.. Enumerable.Range(0, 16).Select(i => (byte)(i % 2 == 0 ? i : 0))]);
        ConversionResult result = _folder.Convert("r.hea", Deidentify);
        Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
    }

    private object?[] Records(string column) => _folder.Query($"select {column} from {{records}}").Single();

    // All that any reader can see: rows, names of columns, and the files' own metadata.
    private List<string> InLake()
    {
        var text = new List<string>();
        foreach (string table in Tables.Where(table => Directory.Exists(Path.Combine(_folder.Lake, table))))
        {
            text.AddRange(_folder.Query($"select to_json(t)::varchar from {{{table}}} t").Select(row => (string)row[0]!));
            string files = Path.Combine(_folder.Lake, table, "*", "*.parquet");
            text.AddRange(_folder.Query($"select decode(key) || '=' || decode(value) from parquet_kv_metadata('{files}')").Select(row => (string)row[0]!));
            text.AddRange(_folder.Query($"select name from parquet_schema('{files}')").Select(row => (string)row[0]!));
            text.AddRange(_folder.Query($"select coalesce(stats_min_value, '') || ' ' || coalesce(stats_max_value, '') from parquet_metadata('{files}')").Select(row => (string)row[0]!));
        }

        return text;
    }

    private static string Told(ConversionResult result) =>
        string.Join('\n', [result.Detail, result.Reason, result.Format, .. result.Leads, .. result.Issues.Select(issue => issue.Text)]);

    private static double[] Signal() => new double[1200];

    private static byte[] Mat(params MatNumbers[] variables)
    {
        using var stream = new MemoryStream();
        MatWriter.Write(stream, MatFormat.V7, variables);
        return stream.ToArray();
    }

    private static byte[] Annotations(string note, string rhythm, string comment)
    {
        using var stream = new MemoryStream();
        WfdbAnnotationWriter.Write(stream, new WfdbAnnotations(
            [
                new WfdbAnnotation(0, 22) { Text = note },
                new WfdbAnnotation(1, 28) { Text = rhythm },
                new WfdbAnnotation(2, 22) { Text = comment, Channel = 1 },
            ],
            Resolution: null,
            Issues: []));
        return stream.ToArray();
    }
}
