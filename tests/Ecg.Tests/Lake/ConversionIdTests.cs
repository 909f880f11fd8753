using System.Reflection;
using Ecg.Lake;
using Ecg.Lake.Schema;
using Ecg.Signals.Metadata;
using NUnit.Framework;
using Parquet;

namespace Ecg.Tests.Lake;

public sealed class ConversionIdTests
{
    private const string Key = "heart/A.mat";
    private const string MatHeader = "A 1 360 3\nA.mat 16+24 200/mV 11 0 10 60 0 MLII\n";
    private const string RecordHeader = "W 1 250 3\nW.dat 16 200/mV 16 0 1 6 0 MLII\n";

    private static readonly byte[] Recording = Level4Bytes.Int16("val", 1, 3, 10, 20, 30);

    private LakeFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new LakeFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Is_the_same_in_every_row_of_a_conversion_and_16_digits_long()
    {
        _folder.Put(Key, Recording);
        _folder.Convert(Key);

        string[] ids = [.. new[] { "{samples}", "{leads}", "{records}" }.Select(table => Single($"select distinct conversion_id from {table}"))];

        Assert.That(ids, Has.All.EqualTo(ids[0]).And.All.Match("^[0-9a-f]{16}$"));
    }

    [Test]
    public void Does_not_depend_on_when_or_where_the_same_files_are_converted()
    {
        using var other = new LakeFolder();
        foreach (LakeFolder folder in new[] { _folder, other })
        {
            folder.Put("heart/A.hea", MatHeader);
            folder.Put(Key, Recording);
            folder.Convert(Key);
        }

        string first = IdOf(Key);

        Assert.Multiple(() =>
        {
            Assert.That((string)other.Query("select conversion_id from {records}").Single()[0]!, Is.EqualTo(first));
            Assert.That(IdOf(Key), Is.EqualTo(first));
        });
    }

    [TestCase(Key, "heart/A.mat")]
    [TestCase(Key, "heart/A.hea")]
    [TestCase(Key, "heart/A.info")]
    [TestCase(Key, "heart/dataset.json")]
    [TestCase("heart/W.hea", "heart/W.hea")]
    [TestCase("heart/W.hea", "heart/W.dat")]
    [TestCase("heart/W.hea", "heart/W.atr")]
    [TestCase("heart/W.hea", "heart/dataset.json")]
    public void Changes_with_each_file_that_is_read(string key, string changed)
    {
        PutAll();
        if (changed.EndsWith(".info", StringComparison.Ordinal))
        {
            File.Delete(Path.Combine(_folder.Raw, "heart/A.hea"));
        }

        string before = IdOf(key);
        byte[] content = File.ReadAllBytes(Path.Combine(_folder.Raw, changed));
        _folder.Put(changed, changed[^4..] switch
        {
            ".mat" => Level4Bytes.Int16("val", 1, 3, 10, 20, 31),
            ".dat" => [.. content[..^2], 9, 0],
            ".atr" => [0x05, 0x04, .. content],
            _ => [.. content, (byte)'\n'],
        });

        string after = IdOf(key);

        Assert.That(after, Is.Not.EqualTo(before));
    }

    [Test]
    public void Changes_when_a_file_beside_the_recording_comes_or_goes()
    {
        PutAll();
        string with = IdOf("heart/W.hea");
        File.Delete(Path.Combine(_folder.Raw, "heart/W.atr"));

        Assert.That(IdOf("heart/W.hea"), Is.Not.EqualTo(with));
    }

    [Test]
    public void Changes_with_every_option_but_the_dataset()
    {
        var values = new Dictionary<Type, object>
        {
            [typeof(bool)] = true,
            [typeof(double?)] = 123.5,
            [typeof(int?)] = 7,
            [typeof(string)] = "val",
            [typeof(IReadOnlyList<string>)] = new[] { "II" },
        };
        IEnumerable<ConversionOptions> each =
        [
            .. Settable<ConversionOptions>().Where(property => property.Name is not (nameof(ConversionOptions.Dataset) or nameof(ConversionOptions.Defaults) or nameof(ConversionOptions.SkipConverted) or nameof(ConversionOptions.NotesSegments)))
                .Select(property => With(new ConversionOptions(), property, values)),
            .. Settable<ConversionDefaults>().Select(property => new ConversionOptions { Defaults = With(new ConversionDefaults(), property, values) }),
        ];
        _folder.Put(Key, Recording);

        string[] ids = [IdOf(Key), .. each.Select(options => IdOf(Key, options))];

        Assert.That(ids, Is.Unique.And.Length.EqualTo(9));
    }

    [Test]
    public void Of_a_rejection_is_another_than_that_of_the_same_file_converted()
    {
        _folder.Put("heart/W.dat", [1, 0, 2, 0, 3, 0]);
        _folder.Put("heart/W.hea", RecordHeader);
        string converted = IdOf("heart/W.hea");

        _folder.Put("heart/W.mat", Recording);
        _folder.Convert("heart/W.hea");

        Assert.That(Single("select conversion_id from {rejected}"), Is.Not.EqualTo(converted).And.Match("^[0-9a-f]{16}$"));
    }

    [Test]
    public void Tells_parts_apart_however_they_are_cut() =>
        Assert.That(
            new[] { Of("ab", "c"), Of("a", "bc"), Of("abc"), Of("abc", null), Of("abc", ""), Of(null, "abc") },
            Is.Unique);

    [Test]
    public async Task Is_told_by_the_metadata_of_each_file_too()
    {
        _folder.Put(Key, Recording);
        string id = IdOf(Key);

        foreach (byte[] file in _folder.Snapshot().Values)
        {
            using var stream = new MemoryStream(file);
            await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
            Assert.That(reader.CustomMetadata[ConversionId.MetadataKey], Is.EqualTo(id));
        }
    }

    // 10 s of 12 leads at 500 Hz, as a resting electrocardiograph stores them: the file is about as small as recordings get.
    [Test]
    public void Lets_the_samples_of_a_short_recording_grow_by_less_than_1_percent()
    {
        var random = new Random(1);
        short[] samples = [.. Enumerable.Range(0, 12 * 5000).Select(i => (short)((200 * Math.Sin(i / 600.0)) + random.Next(-8, 9)))];
        _folder.Put(Key, Level4Bytes.Int16("val", 12, 5000, samples));
        _folder.Convert(Key);

        double? part = (double?)_folder.Query(
            "select sum(total_compressed_size) filter (path_in_schema = 'conversion_id') / sum(total_compressed_size) from parquet_metadata("
            + $"'{Path.Combine(_folder.Lake, "samples", "*", "*.parquet")}')").Single()[0];

        Assert.That(part, Is.Positive.And.LessThan(0.01));
    }

    private static string Of(params string?[] parts) => ConversionId.Of(parts).Value;

    private static IEnumerable<PropertyInfo> Settable<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static T With<T>(T options, PropertyInfo property, Dictionary<Type, object> values)
    {
        property.SetValue(options, values[property.PropertyType]);
        return options;
    }

    private void PutAll()
    {
        _folder.Put(Key, Recording);
        _folder.Put("heart/A.hea", MatHeader);
        _folder.Put("heart/A.info", "Source: record x\nSampling frequency: 360 Hz\n1\tMLII\t200\t0\tmV\n");
        _folder.Put("heart/dataset.json", """{ "sampling_rate_hz": 360 }""");
        _folder.Put("heart/W.dat", [1, 0, 2, 0, 3, 0]);
        _folder.Put("heart/W.hea", RecordHeader);
        _folder.Put("heart/W.atr", [0x01, 0x04, 0x00, 0x00]);
    }

    private string IdOf(string key, ConversionOptions? options = null)
    {
        ConversionResult result = _folder.Convert(key, options);
        Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
        return Single($"select conversion_id from {{records}} where record_id = '{result.RecordId}'");
    }

    private string Single(string sql) => (string)_folder.Query(sql).Single()[0]!;
}
