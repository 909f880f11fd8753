using System.Text;
using CsCheck;
using Ecg.Signals.Metadata;
using NUnit.Framework;

namespace Ecg.Tests.Signals.Metadata;

internal sealed class DatasetMetadataTests
{
    private const string Name = "dataset.json";

    [Test]
    public void Reads_every_key()
    {
        DatasetMetadata metadata = Read(
            """
            {
              // of the recorder
              "sampling_rate_hz": 360, "adc_gain": [200, 100.5], "adc_baseline": 1024, "units": ["mV", "uV"],
              "leads": ["MLII", "V5"], "age": 69, "sex": "m", "recorded_at": "2024-05-31T09:30:00",
              "diagnoses": "AF, MI", "comments": ["one", "two"],
            }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(metadata.SamplingRate, Is.EqualTo(360));
            Assert.That(metadata.Gains, Is.EqualTo(new[] { 200, 100.5 }));
            Assert.That(metadata.Baselines, Is.EqualTo(new[] { 1024 }));
            Assert.That(metadata.Units, Is.EqualTo(new[] { "mV", "uV" }));
            Assert.That(metadata.Leads, Is.EqualTo(new[] { "MLII", "V5" }));
            Assert.That(metadata.Age, Is.EqualTo(69));
            Assert.That(metadata.Sex, Is.EqualTo("Male"));
            Assert.That(metadata.RecordedAt, Is.EqualTo(new DateTime(2024, 5, 31, 9, 30, 0)));
            Assert.That(metadata.Diagnoses, Is.EqualTo(new[] { "AF", "MI" }));
            Assert.That(metadata.Comments, Is.EqualTo(new[] { "one", "two" }));
            Assert.That(metadata.Issues, Is.Empty);
        });
    }

    [Test]
    public void Reads_the_short_keys_in_any_case()
    {
        DatasetMetadata metadata = Read("""{"Fs": 500, "gain": 1000, "BASELINE": -5, "unit": "uV", "leads": "I, II"}""");

        Assert.Multiple(() =>
        {
            Assert.That(metadata.SamplingRate, Is.EqualTo(500));
            Assert.That(metadata.Gains, Is.EqualTo(new[] { 1000.0 }));
            Assert.That(metadata.Baselines, Is.EqualTo(new[] { -5 }));
            Assert.That(metadata.Units, Is.EqualTo(new[] { "uV" }));
            Assert.That(metadata.Leads, Is.EqualTo(new[] { "I", "II" }));
        });
    }

    [Test]
    public void Takes_null_for_nothing_said()
    {
        DatasetMetadata metadata = Read("""{"fs": null, "sampling_rate_hz": 360, "sex": "unknown"}""");

        Assert.That((metadata.SamplingRate, metadata.Sex), Is.EqualTo(((double?)360, (string?)null)));
    }

    [Test]
    public void Reads_the_clock_of_the_recorder_and_not_its_time_zone() => Assert.That(
        Read("""{"recorded_at": "2024-05-31T09:30:00+05:00"}""").RecordedAt, Is.EqualTo(new DateTime(2024, 5, 31, 9, 30, 0)));

    [TestCase("sampling_rate_h", "sampling_rate_hz")]
    [TestCase("samplingrate", "sampling_rate")]
    [TestCase("adc-gain", "adc_gain")]
    [TestCase("gains", "gain")]
    [TestCase("recorded", "recorded_at")]
    public void Reports_a_key_that_is_likely_misspelled(string key, string meant) => Assert.That(
        Read($$"""{"{{key}}": 5}""").Issues, Is.EqualTo(new[] { $"key \"{key}\" of dataset.json ignored, perhaps {meant} is meant" }));

    [Test]
    public void Reports_no_more_than_a_few_misspelled_keys()
    {
        IEnumerable<string> keys = Enumerable.Range(0, 20_000).Select(i => $"\"gain{i % 10}\": {i}");

        Assert.That(Read($"{{{string.Join(',', keys)}}}").Issues, Has.Count.EqualTo(16));
    }

    [TestCase("description")]
    [TestCase("license")]
    [TestCase("version")]
    [TestCase("")]
    public void Ignores_a_key_that_means_something_else(string key) =>
        Assert.That(Read($$"""{"{{key}}": {"fs": [1]} }""").Issues, Is.Empty);

    [Test]
    public void Reports_a_key_that_says_the_same_again()
    {
        DatasetMetadata metadata = Read("""{"fs": 250, "sampling_rate_hz": 360}""");

        Assert.That(metadata.SamplingRate, Is.EqualTo(250));
        Assert.That(metadata.Issues, Is.EqualTo(new[] { "\"sampling_rate_hz\" of dataset.json ignored, an earlier key says the same" }));
    }

    [Test]
    public void Reports_an_age_that_nobody_has() =>
        Assert.That(Read("""{"age": 300}""").Issues, Is.EqualTo(new[] { "age of dataset.json ignored, it is not an age" }));

    [TestCase("", "dataset.json, line 1, position 1: ")]
    [TestCase("[]", "dataset.json, line 1, position 1: expected an object in braces")]
    [TestCase("{\n  \"fs\": 250\n  \"age\": 5\n}", "dataset.json, line 3, position 3: ")]
    [TestCase("{\"fs\": 250", "dataset.json, line 1, position 11: ")]
    [TestCase("{\"fs\": 250} more", "dataset.json, line 1, position 13: ")]
    [TestCase("{\n\"fs\": \"fast\"}", "dataset.json, line 2, position 7: \"fs\": expected a number")]
    [TestCase("{\"fs\": 1e999}", "expected a number")]
    [TestCase("{\"gain\": [200, true]}", "\"gain\": expected a number")]
    [TestCase("{\"baseline\": 0.5}", "\"baseline\": expected a whole number")]
    [TestCase("{\"units\": 5}", "\"units\": expected a string in quotation marks")]
    [TestCase("{\"leads\": [1]}", "\"leads\": expected a string in quotation marks")]
    [TestCase("{\"recorded_at\": \"soon\"}", "expected a time such as")]
    [TestCase("{\"sex\": \"\\ud800\"}", "dataset.json has text that is not UTF-8")]
    public void Rejects_what_it_cannot_read_and_says_where(string json, string detail)
    {
        RejectedException rejection = Assert.Throws<RejectedException>(() => Read(json))!;

        Assert.Multiple(() =>
        {
            Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.HeaderMismatch));
            Assert.That(rejection.Message, Does.Contain(detail));
            Assert.That(rejection.Message, Does.Not.Contain("\n"));
        });
    }

    [Test]
    public void Rejects_nesting_without_end() =>
        Assert.That(() => Read("{\"x\":" + new string('[', 500_000)), Throws.TypeOf<RejectedException>());

    [Test]
    public void Reads_a_file_with_a_byte_order_mark()
    {
        using var file = new MemoryStream([0xef, 0xbb, 0xbf, .. "{\"fs\": 5}"u8]);

        Assert.That(DatasetMetadata.Read(file, Name).SamplingRate, Is.EqualTo(5));
    }

    [Test]
    public void Accepts_or_rejects_any_bytes()
    {
        string[] pieces = ["{", "}", "\"fs\":", "\"leads\":", "\"age\":", "5", "1e400", "\"a\"", "[", "]", ",", "null", "\\", "\"\\ud800\"", "\u0000"];
        Gen.Int[0, pieces.Length - 1].Array[0, 12].Sample(parts =>
        {
            try
            {
                Read(string.Concat(parts.Select(i => pieces[i])));
            }
            catch (RejectedException e)
            {
                Assert.That(e.Message.AsSpan().ContainsAny('\n', '\r', '\0'), Is.False);
            }
        });
    }

    private static DatasetMetadata Read(string json) => DatasetMetadata.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), Name);
}
