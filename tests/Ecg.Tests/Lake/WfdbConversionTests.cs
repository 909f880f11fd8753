using Ecg.Formats;
using Ecg.Lake;
using Ecg.Lake.Reading;
using Ecg.Lake.Stores;
using Ecg.Signals.Metadata;
using NUnit.Framework;

namespace Ecg.Tests.Lake;

/// <summary>WFDB records through the whole converter.</summary>
internal sealed class WfdbConversionTests
{
    private const string Header = "r 2 250 4 12:30:00 22/11/2026\nr.dat 16 100(1)/mV 12 0 1 10 0 II\nr.dat 16 200/uV 12 0 0 0 0 V1\n# Age: 57\n";

    private readonly LakeFolder _folder = new();

    private static byte[] Samples { get; } = System.Runtime.InteropServices.MemoryMarshal.AsBytes((ReadOnlySpan<short>)[1, 0, 2, 200, 3, -32768, 4, -200]).ToArray();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [SetUp]
    public void Empty()
    {
        Directory.CreateDirectory(_folder.Raw);
        Directory.Delete(_folder.Raw, recursive: true);
        Directory.CreateDirectory(_folder.Raw);
    }

    [TestCase("mit/r.hea")]
    [TestCase("mit/r.dat")]
    public void Converts_a_record_by_either_of_its_files(string key)
    {
        _folder.Put("mit/r.hea", Header);
        _folder.Put("mit/r.dat", Samples);

        ConversionResult result = _folder.Convert(key);

        Assert.Multiple(() =>
        {
            Assert.That(result.Status, Is.EqualTo(ConversionStatus.Converted), result.Detail);
            Assert.That((result.Key, result.RecordId, result.Dataset, result.Format), Is.EqualTo(("mit/r.hea", "r", "mit", "wfdb-16")));
            Assert.That(result.BytesIn, Is.EqualTo(Header.Length + Samples.Length));
            Assert.That(
                _folder.Query("SELECT ii, v1 FROM {samples} WHERE record_id = 'r' ORDER BY sample").Select(row => row[0]),
                Is.EqualTo(new object[] { 0f, 0.01f, 0.02f, 0.03f }));
            Assert.That(
                _folder.Query("SELECT source_uri, sampling_rate_hz, samples, age, strftime(recorded_at, '%Y-%m-%d %H:%M:%S') FROM {records} WHERE record_id = 'r'").Single(),
                Is.EqualTo(new object[] { "s3://raw/mit/r.hea", 250d, 4L, 57d, "2026-11-22 12:30:00" }));
            Assert.That(
                _folder.Query("SELECT missing FROM {leads} WHERE record_id = 'r' ORDER BY position").Select(row => row[0]),
                Is.EqualTo(new object[] { 0L, 1L }));
        });
    }

    [Test]
    public void Waits_for_the_header_of_a_signal_file_and_writes_nothing()
    {
        _folder.Put("w/r.dat", Samples);

        ConversionResult result = _folder.Convert("w/r.dat");

        Assert.That((result.Status, result.Reason), Is.EqualTo((ConversionStatus.Waiting, "incomplete")));
        Assert.That(result.Detail, Is.EqualTo("its header r.hea is missing: put it beside the file."));
        Assert.That(Directory.Exists(Path.Combine(_folder.Lake, "rejected", "dataset=w")), Is.False);
    }

    [Test]
    public void Waits_for_the_signal_file_of_a_header_and_converts_when_it_is_there()
    {
        _folder.Put("v/r.hea", Header);
        Assert.That(_folder.Convert("v/r.hea").Status, Is.EqualTo(ConversionStatus.Waiting));
        Assert.That(Directory.Exists(Path.Combine(_folder.Lake, "rejected", "dataset=v")), Is.False);

        _folder.Put("v/r.dat", Samples);

        Assert.That(_folder.Convert("v/r.dat").Status, Is.EqualTo(ConversionStatus.Converted));
    }

    [Test]
    public void Has_an_entity_tag_that_changes_with_any_file_of_the_record()
    {
        _folder.Put("t/r.hea", Header);
        _folder.Put("t/r.dat", Samples);
        string first = ETag();
        Assert.That(ETag(), Is.EqualTo(first), "of the same files");

        _folder.Put("t/r.dat", [.. Samples[..^1], 1]);
        string second = ETag();
        _folder.Put("t/r.hea", Header + "# more\n");

        string third = ETag();
        _folder.Put("t/r.atr", [1, 0x04, 0, 0]);
        string fourth = ETag();
        _folder.Put("t/r.atr", [2, 0x04, 0, 0]);

        Assert.That(new[] { first, second, third, fourth, ETag() }, Is.Unique);

        string ETag()
        {
            _folder.Convert("t/r.hea");
            return (string)_folder.Query("SELECT source_etag FROM {records} WHERE dataset = 't'").Single()[0]!;
        }
    }

    [Test]
    public void Rejects_a_record_beside_a_MAT_file_of_its_name_and_names_both()
    {
        _folder.Put("c/r.hea", Header);
        _folder.Put("c/r.dat", Samples);
        _folder.Put("c/r.mat", Level4Bytes.Int16("val", 2, 4, new short[8]));

        ConversionResult result = _folder.Convert("c/r.dat");

        Assert.That((result.Status, result.Reason), Is.EqualTo((ConversionStatus.Rejected, "header-mismatch")));
        Assert.That(result.Detail, Does.Contain("c/r.mat").And.Contain("c/r.hea"));
    }

    [TestCase("r 1 250 4\nr.mat 16+24 200/mV 12 0 0 0 0 II\n")]
    [TestCase("r 0 250\n# Age: 57\n")]
    [TestCase("version https://git-lfs.github.com/spec/v1\n")]
    public void Leaves_the_header_of_a_MAT_file_to_it(string header)
    {
        _folder.Put("h/r.hea", header);

        Assert.That(_folder.Convert("h/r.hea").Status, Is.EqualTo(ConversionStatus.Waiting));
    }

    [Test]
    public void Rejects_a_signal_file_whose_header_cannot_be_read()
    {
        _folder.Put("u/r.hea", "no header\n");
        _folder.Put("u/r.dat", Samples);

        Assert.That(_folder.Convert("u/r.dat").Reason, Is.EqualTo("header-mismatch"));
    }

    [Test]
    public void Rejects_a_record_that_is_cut_short()
    {
        _folder.Put("s/r.hea", Header);
        _folder.Put("s/r.dat", Samples[..^1]);

        ConversionResult result = _folder.Convert("s/r.hea");

        Assert.That((result.Status, result.Reason), Is.EqualTo((ConversionStatus.Rejected, "corrupt-file")));
        Assert.That(result.Detail, Is.EqualTo("r.dat ends after 3 of the 4 frames that s/r.hea names: the file is cut short; upload it again."));
    }

    [Test]
    public async Task Reads_the_annotations_beside_a_record()
    {
        _folder.Put("a/r.hea", Header);
        _folder.Put("a/r.dat", Samples);
        _folder.Put("a/r.atr", [1, 0x04, 0, 0]);
        _folder.Put("a/r.qrs", [0, 0x4E, 0, 0]);
        var key = RecordingKey.Parse("a/r.hea");
        await using StoredObject? file = await _folder.RawStore.OpenAsync(key.Key, default);

        using RecordingContent content = await new RecordingReader(_folder.RawStore, ConversionDefaults.None).ReadAsync(key, file!, default);

        Assert.That(content.Annotations, Is.EqualTo(new[] { new Ecg.Annotations.Annotation("atr", "beat", 1, 1) { Symbol = "N" } }));
        Assert.That(content.Recording!.Issues.Select(issue => issue.ToString()), Is.EqualTo(new[] { "annotations left out: r.qrs is in the AHA format, which is not supported: convert it to the MIT format with rdann and wrann." }));
    }

    // Two bytes of a file become an annotation of some hundred bytes: ten files of 2 MB took 1.6 GB.
    [Test]
    public async Task Leaves_out_the_annotation_files_for_which_there_is_no_memory()
    {
        _folder.Put("a/r.atr", Beats(20_000));
        _folder.Put("a/r.ecg", Beats(20_000));
        _folder.Put("a/r.qrs", Beats(2));
        var space = new ScratchSpace(SampleBuffer.MemoryLimit + (4 << 20), 0, "raise it");

        using (RecordingContent content = await ReadLongRecordAsync(space))
        {
            Assert.That(content.Annotations.CountBy(annotation => annotation.Source), Is.EqualTo(new Dictionary<string, int> { ["atr"] = 20_000, ["qrs"] = 2 }));
            Assert.That(
                content.Recording!.Issues.Select(issue => issue.ToString()),
                Does.Contain("annotations left out: r.ecg and the annotation files before it have more annotations than a recording may have: remove one of them, or split the recording."));
            Assert.That(space.FreeMemory, Is.LessThan(space.MemoryBytes));
        }

        Assert.That(space.FreeMemory, Is.EqualTo(space.MemoryBytes));
    }

    [Test]
    public void Fails_a_record_whose_annotations_have_no_memory_beside_other_recordings()
    {
        _folder.Put("a/r.atr", Beats(20_000));
        var space = new ScratchSpace(100 << 20, 0, "raise it");
        Assert.That(space.TryTakeMemory(98 << 20), Is.True);

        Assert.That(async () => await ReadLongRecordAsync(space), Throws.TypeOf<ScratchFullException>());

        Assert.That(space.FreeMemory, Is.EqualTo(2 << 20));
    }

    private async Task<RecordingContent> ReadLongRecordAsync(ScratchSpace space)
    {
        _folder.Put("a/r.hea", "r 1 250 20000\nr.dat 16 200 16 0 0 0 0 II\n");
        _folder.Put("a/r.dat", new byte[40_000]);
        var key = RecordingKey.Parse("a/r.hea");
        await using StoredObject? file = await _folder.RawStore.OpenAsync(key.Key, default);
        return await new RecordingReader(_folder.RawStore, ConversionDefaults.None, space).ReadAsync(key, file!, default);
    }

    // annot(5): normal beats, each a sample after the one before; the first is at sample 0.
    private static byte[] Beats(int count)
    {
        ushort[] words = new ushort[count + 1];
        words.AsSpan(0, count).Fill((1 << 10) | 1);
        words[0] = 1 << 10;
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes<ushort>(words).ToArray();
    }
}
