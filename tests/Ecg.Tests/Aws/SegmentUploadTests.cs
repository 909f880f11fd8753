using Ecg.Aws.Batches;
using Ecg.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

/// <summary>Multi-segment WFDB records in a bucket, whose segments are no recordings of their own, whatever comes first.</summary>
internal sealed class SegmentUploadTests
{
    private const string Record = "ds/m.hea";
    private const string First = "ds/m_1.hea";
    private const string Second = "ds/m_2.hea";
    private const string RecordHeader = "m/3 1 250 7\nm_1 3\n~ 1\nm_2 3\n";

    private static readonly string[] Whole = [PipelineContract.SamplesTable, PipelineContract.LeadsTable, PipelineContract.RecordsTable];
    private static readonly string[] WithGap = [.. PipelineContract.Tables.Except([PipelineContract.RejectedTable])];
    private static readonly string[] Note = [PipelineContract.RejectedTable];

    private PipelineFolders _folders = null!;

    [SetUp]
    public void SetUp() => _folders = new PipelineFolders();

    [TearDown]
    public void TearDown() => _folders.Dispose();

    [Test]
    public async Task A_record_takes_the_place_of_segments_that_came_before_it()
    {
        UploadSegments();
        await ConvertAsync(First, Second);
        Assert.That((Tables(First), Tables(Second)), Is.EqualTo((Whole, Whole)));

        _folders.Upload(Record, RecordHeader);
        await ConvertAsync(Record);

        AssertRecordStandsForItsSegments();
    }

    [Test]
    public async Task A_record_that_waited_takes_their_place_at_its_next_event()
    {
        _folders.Upload(Record, RecordHeader);
        await ConvertAsync(Record);
        UploadSegments();
        await ConvertAsync(First, "ds/m_1.dat", Second, "ds/m_2.dat");
        Assert.That((Tables(Record), Tables(First), Tables(Second)), Is.EqualTo((Array.Empty<string>(), Whole, Whole)));

        await ConvertAsync(Record);

        AssertRecordStandsForItsSegments();
    }

    [Test]
    public async Task A_segment_that_is_delivered_again_stays_part_of_its_record()
    {
        UploadSegments();
        _folders.Upload(Record, RecordHeader);
        await ConvertAsync(Record);
        await ConvertAsync(Record);

        BatchOutcome again = await ConvertAsync(First, "ds/m_2.dat");

        Assert.That(again.Results.Select(result => (result.Status, result.Detail)), Is.All.EqualTo((ConversionStatus.Skipped, $"a segment of {Record}")));
        AssertRecordStandsForItsSegments();
        Assert.That(_folders.Told, Is.Empty);
        Assert.That(_folders.Metrics.ToString(), Does.Not.Match("\"Rejected\":[1-9]"));
    }

    [Test]
    public async Task All_events_in_one_batch_end_in_the_same_tables()
    {
        UploadSegments();
        _folders.Upload(Record, RecordHeader);

        await ConvertAsync(First, Record, Second, "ds/m_1.dat", "ds/m_2.dat");

        AssertRecordStandsForItsSegments();
    }

    [TestCase(PipelineContract.SamplesTable)]
    [TestCase(PipelineContract.LeadsTable)]
    [TestCase(PipelineContract.RecordsTable)]
    public async Task A_record_that_is_converted_while_a_segment_is_written_takes_its_rows_too(string table)
    {
        UploadSegments();
        _folders.Upload(Record, RecordHeader);
        string path = Ecg.Lake.Reading.RecordingKey.Parse(First).PathIn(table);
        int puts = 0;
        _folders.Lake.OnPut = key =>
        {
            if (key == path && puts++ == 0)
            {
                ConvertAsync(Record).GetAwaiter().GetResult();
            }
        };

        await ConvertAsync(First);

        AssertRecordStandsForItsSegments();
    }

    [TestCase(null)]
    [TestCase("m/1 1 250 3\nm_2 3\n")]
    [TestCase("no header")]
    public async Task A_segment_is_a_recording_again_at_its_next_event_once_no_record_names_it(string? header)
    {
        UploadSegments();
        _folders.Upload(Record, RecordHeader);
        await ConvertAsync(Record);
        if (header is null)
        {
            await _folders.Raw.DeleteAsync(Record, default);
        }
        else
        {
            _folders.Upload(Record, header);
        }

        await ConvertAsync(First);

        Assert.That(Tables(First), Is.EqualTo(Whole));
        Assert.That(Tables(Second), Is.EqualTo(Note));
    }

    [Test]
    public async Task No_segment_is_missing_when_lake_and_bucket_are_compared()
    {
        UploadSegments();
        _folders.Upload(Record, RecordHeader);
        await ConvertAsync(Record);

        KnownRecordings known = await Reconciliation.KnownAsync(_folders.Lake, default);

        Assert.That(await Reconciliation.MissingAsync(_folders.Raw, "", known, DateTimeOffset.UtcNow.AddDays(1), default).ToListAsync(), Is.Empty);
    }

    private void AssertRecordStandsForItsSegments() =>
        Assert.That((Tables(Record), Tables(First), Tables(Second)), Is.EqualTo((WithGap, Note, Note)));

    private void UploadSegments()
    {
        foreach (string segment in new[] { "m_1", "m_2" })
        {
            _folders.Upload($"ds/{segment}.hea", $"{segment} 1 250 3\n{segment}.dat 16 200/mV 12 0 0 0 0 II\n");
            _folders.Upload($"ds/{segment}.dat", [1, 0, 2, 0, 3, 0]);
        }
    }

    private async Task<BatchOutcome> ConvertAsync(params string[] keys)
    {
        BatchOutcome outcome = await _folders.ConvertAsync([.. keys.Select(key => S3Events.Created(key))]);
        Assert.That(outcome.FailedMessages, Is.Empty, _folders.Log);
        return outcome;
    }

    private string[] Tables(string key) => [.. _folders.TablesWith(key)];
}
