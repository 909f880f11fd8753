using Ecg.Aws.Batches;
using Ecg.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

/// <summary>WFDB records whose files are uploaded one after another.</summary>
internal sealed class WfdbUploadTests
{
    private const string Header = "r 1 360 3\nr.dat 16 200/mV 12 0 0 0 0 II\n";

    private static readonly string[] Whole = [PipelineContract.SamplesTable, PipelineContract.LeadsTable, PipelineContract.RecordsTable];

    private static readonly Dictionary<string, byte[]> Files = new(StringComparer.Ordinal)
    {
        ["ds/r.hea"] = System.Text.Encoding.ASCII.GetBytes(Header),
        ["ds/r.dat"] = [1, 0, 2, 0, 3, 0],
        ["ds/r.atr"] = [1, 4, 0, 0],
    };

    private PipelineFolders _folders = null!;

    [SetUp]
    public void SetUp() => _folders = new PipelineFolders();

    [TearDown]
    public void TearDown() => _folders.Dispose();

    [TestCase("ds/r.hea", "ds/r.dat", "ds/r.atr")]
    [TestCase("ds/r.dat", "ds/r.hea", "ds/r.atr")]
    [TestCase("ds/r.atr", "ds/r.dat", "ds/r.hea")]
    [TestCase("ds/r.atr", "ds/r.hea", "ds/r.dat")]
    public async Task Converts_a_record_when_its_files_are_there_in_whatever_order_they_come(params string[] order)
    {
        foreach (string key in order)
        {
            bool isWhole = _folders.TablesWith("ds/r.hea").Any();
            _folders.Upload(key, Files[key]);

            BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created(key));

            Assert.That(outcome.FailedMessages, Is.Empty);
            Assert.That(outcome.Results.Select(result => result.Status), Has.None.EqualTo(ConversionStatus.Rejected).And.None.EqualTo(ConversionStatus.Failed));
            Assert.That(!isWhole || _folders.TablesWith("ds/r.hea").Any());
        }

        Assert.That(_folders.TablesWith("ds/r.hea"), Is.EqualTo(PipelineContract.Tables.Except([PipelineContract.RejectedTable])));
        Assert.That(_folders.Told, Is.Empty);
    }

    [Test]
    public async Task Converts_a_record_once_for_all_messages_of_a_batch()
    {
        foreach ((string? key, byte[]? bytes) in Files)
        {
            _folders.Upload(key, bytes);
        }

        BatchOutcome outcome = await _folders.ConvertAsync([.. Files.Keys.Select(key => S3Events.Created(key))]);

        Assert.That(outcome.Results, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Says_in_the_log_what_a_record_waits_for()
    {
        _folders.Upload("ds/r.hea", Files["ds/r.hea"]);

        await _folders.ConvertAsync(S3Events.Created("ds/r.hea"));
        Assert.That(_folders.TablesWith("ds/r.hea"), Is.Empty);
        Assert.That(_folders.Log, Does.Contain("Waiting: {detail}").And.Contain("ds/r.hea names r.dat, which is missing: put it beside the header."));

        _folders.Upload("ds/r.dat", Files["ds/r.dat"]);
        await _folders.ConvertAsync(S3Events.Created("ds/r.dat"));
        Assert.That(_folders.TablesWith("ds/r.hea"), Is.EqualTo(Whole));
    }

    [Test]
    public async Task Converts_the_records_of_a_dataset_again_when_its_metadata_arrive()
    {
        _folders.Upload("ds/r.hea", Files["ds/r.hea"]);
        _folders.Upload("ds/r.dat", Files["ds/r.dat"]);
        _folders.Upload("ds/dataset.json", "{}");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/dataset.json"));

        Assert.That(outcome.Results.Select(result => (result.Key, result.Status)), Is.EqualTo(new[] { ("ds/r.hea", ConversionStatus.Converted) }));
    }
}
