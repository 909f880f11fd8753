using System.Text.Json;
using Ecg.Aws.Batches;
using Ecg.Aws.Metrics;
using Ecg.Aws.Uploads;
using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using Ecg.Lake;
using Ecg.Tests.Lake;
using NUnit.Framework;
using Serilog.Core;

namespace Ecg.Tests.Aws;

internal sealed class BatchConverterTests
{
    private static readonly string[] Whole = [PipelineContract.SamplesTable, PipelineContract.LeadsTable, PipelineContract.RecordsTable];

    private PipelineFolders _folders = null!;

    [SetUp]
    public void SetUp() => _folders = new PipelineFolders();

    [TearDown]
    public void TearDown() => _folders.Dispose();

    [Test]
    public async Task Converts_the_recordings_of_every_message()
    {
        _folders.UploadRecording("ds/a.mat");
        _folders.UploadRecording("ds/b.mat");
        _folders.UploadRecording("c d.mat");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/a.mat", "ds/b.mat"), S3Events.Created("c+d.mat"));

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(_folders.TablesWith("ds/a.mat"), Is.EqualTo(Whole));
        Assert.That(_folders.TablesWith("ds/b.mat"), Is.EqualTo(Whole));
        Assert.That(_folders.TablesWith("c d.mat"), Is.EqualTo(Whole));
    }

    [Test]
    public async Task Hands_back_a_message_that_it_does_not_understand_and_no_other()
    {
        _folders.UploadRecording("ds/a.mat");

        BatchOutcome outcome = await _folders.ConvertAsync("garbage", S3Events.Created("ds/a.mat"), "{}");

        Assert.That(outcome.FailedMessages, Is.EqualTo(new[] { "m0", "m2" }));
        Assert.That(_folders.TablesWith("ds/a.mat"), Is.EqualTo(Whole));
    }

    [Test]
    public async Task Is_done_with_a_rejected_recording_and_tells_of_all_rejections_at_once()
    {
        _folders.Upload("ds/bad.mat", "not a MAT-file at all");
        _folders.Upload("ds/worse.mat", []);
        _folders.UploadRecording("ds/a.mat");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/bad.mat"), S3Events.Created("ds/a.mat"), S3Events.Created("ds/worse.mat"));

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(_folders.TablesWith("ds/bad.mat"), Is.EqualTo(new[] { PipelineContract.RejectedTable }));
        Assert.That(_folders.Told, Has.Count.EqualTo(1));
        Assert.That(_folders.Told[0].Select(result => result.Key), Is.EquivalentTo(new[] { "ds/bad.mat", "ds/worse.mat" }));
    }

    [Test]
    public async Task Hands_back_the_message_whose_recording_failed_and_no_other()
    {
        _folders.UploadRecording("ds/a.mat");
        _folders.UploadRecording("ds/b.mat");
        _folders.Raw.OnOpen = (key, _) => key == "ds/a.mat" ? throw new IOException("throttled") : Task.CompletedTask;

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/a.mat"), S3Events.Created("ds/b.mat"));

        Assert.That(outcome.FailedMessages, Is.EqualTo(new[] { "m0" }));
        Assert.That(_folders.TablesWith("ds/b.mat"), Is.EqualTo(Whole));
        Assert.That(_folders.Log, Does.Contain("throttled").And.Contains("\"key\":\"ds/a.mat\"").And.Contains("\"request_id\":\"r-1\""));
    }

    [Test]
    public async Task Hands_back_a_message_one_of_whose_recordings_failed()
    {
        _folders.UploadRecording("ds/a.mat");
        _folders.UploadRecording("ds/b.mat");
        _folders.Raw.OnOpen = (key, _) => key == "ds/a.mat" ? throw new IOException("throttled") : Task.CompletedTask;

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/b.mat", "ds/a.mat"));

        Assert.That(outcome.FailedMessages, Is.EqualTo(new[] { "m0" }));
    }

    [Test]
    public async Task Converts_a_recording_once_however_often_the_batch_names_it()
    {
        _folders.UploadRecording("ds/a.mat");
        _folders.Upload("ds/a.hea", "a 1 360 6\na.mat 16+24 200 16 0 0 0 0 II\n");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/a.mat", "ds/a.mat"), S3Events.Created("ds/a.hea"), S3Events.Created("ds/a.mat"));

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(_folders.Puts.Count(key => key.StartsWith("records/", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Converts_the_recording_of_a_header()
    {
        _folders.UploadRecording("ds/a.mat");

        await _folders.ConvertAsync(S3Events.Created("ds/a.hea"));

        Assert.That(_folders.TablesWith("ds/a.mat"), Is.EqualTo(Whole));
    }

    [TestCase("ds/a.MAT")]
    [TestCase("ds/a.hea")]
    public async Task Converts_a_recording_whose_extension_is_in_upper_case(string uploaded)
    {
        _folders.UploadRecording("ds/a.MAT");
        _folders.Upload("ds/a.hea", "a 1 360 6\na.MAT 16+24 200 16 0 0 0 0 II\n");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created(uploaded));

        Assert.That(outcome.Results.Select(result => (result.Key, result.SamplingRate)), Is.EqualTo(new[] { ("ds/a.MAT", 360.0) }));
    }

    [Test]
    public async Task Is_done_with_a_header_without_recording_and_a_recording_that_is_gone()
    {
        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/a.hea"), S3Events.Created("ds/b.mat"), S3Events.Created("ds/dataset.json"));

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(_folders.Puts, Is.Empty);
    }

    [Test]
    public async Task Is_done_with_tests_deletions_and_other_files()
    {
        _folders.UploadRecording("ds/a.mat");

        BatchOutcome outcome = await _folders.ConvertAsync(
            S3Events.Test,
            S3Events.Notification("ObjectRemoved:Delete", "ds/a.mat"),
            S3Events.Notification("ObjectTagging:Put", "ds/a.mat"),
            S3Events.Created("ds/readme.txt", "ds/sub/dataset.json"));

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(_folders.Puts, Is.Empty);
        Assert.That(_folders.Log, Does.Contain("ObjectTagging:Put").And.Contains("\"@l\":\"Warning\""));
    }

    [Test]
    public async Task Converts_every_recording_of_a_dataset_whose_metadata_arrive()
    {
        _folders.UploadRecording("ds/a.mat");
        _folders.UploadRecording("ds/sub/b.mat");
        _folders.UploadRecording("ds2/c.mat");
        _folders.Upload("ds/dataset.json", """{"sampling_rate": 250}""");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/dataset.json"));

        Assert.That(outcome.Results.Select(result => (result.Key, result.SamplingRate)), Is.EquivalentTo(new[] { ("ds/a.mat", 250.0), ("ds/sub/b.mat", 250.0) }));
    }

    [Test]
    public async Task Converts_recordings_without_a_folder_when_the_metadata_at_the_root_arrive()
    {
        _folders.UploadRecording("a.mat");
        _folders.UploadRecording("ds/b.mat");
        _folders.Upload("dataset.json", """{"sampling_rate": 250}""");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("dataset.json"));

        Assert.That(outcome.Results.Select(result => result.Key), Is.EqualTo(new[] { "a.mat" }));
    }

    [Test]
    public async Task Converts_what_begins_with_a_slash_when_the_metadata_at_the_root_arrive()
    {
        var queue = new SentMessages();
        var bucket = new ListedBucket("/b.mat", "a.mat", "dataset.json", "ds/c.mat");

        IReadOnlyList<string> now = await new DatasetUpload(queue, TimeProvider.System).SendAsync(
            bucket, new UploadedObject("raw", "dataset.json"), Logger.None, default);

        Assert.That(now, Is.EqualTo(new[] { "/b.mat", "a.mat" }));
        Assert.That(queue.Bodies, Is.Empty);
    }

    [Test]
    public async Task Sends_a_message_for_each_recording_of_a_large_dataset_and_goes_on_where_it_stopped()
    {
        const int Recordings = (2 * DatasetUpload.MostPerMessage) + 5;
        string[] keys = [.. Enumerable.Range(0, Recordings).Select(number => $"ds/{number:00000}.mat")];
        var bucket = new ListedBucket([.. keys, "ds/dataset.json", "ds2/x.mat"]);
        var sent = new List<string>();
        var next = new Queue<UploadedObject>([new UploadedObject("raw", "ds/dataset.json")]);
        int deliveries = 0;
        while (next.TryDequeue(out UploadedObject? uploaded))
        {
            // Each delivery fails once in the middle, and is delivered again.
            int sends = 0;
            var broken = new SentMessages { OnSend = () => _ = Interlocked.Increment(ref sends) == 3 ? throw new IOException("throttled") : 0 };
            Task<IReadOnlyList<string>> failing = new DatasetUpload(broken, TimeProvider.System).SendAsync(bucket, uploaded, Logger.None, default);
            await ((Task)failing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var queue = new SentMessages();
            Assert.That(await new DatasetUpload(queue, TimeProvider.System).SendAsync(bucket, uploaded, Logger.None, default), Is.Empty);
            foreach (UploadedObject found in queue.Bodies.SelectMany(body => UploadMessageReader.Read(body).Objects))
            {
                if (found.StartAfter is null)
                {
                    sent.Add(found.Key);
                }
                else
                {
                    next.Enqueue(found);
                }
            }

            deliveries++;
        }

        Assert.That(deliveries, Is.EqualTo(3));
        Assert.That(sent.Order(StringComparer.Ordinal), Is.EqualTo(keys));
    }

    [Test]
    public async Task Lists_no_folder_for_the_metadata_at_the_root()
    {
        var bucket = new ListedBucket("a.mat", "dataset.json", "ds/c.mat");

        await new DatasetUpload(new SentMessages(), TimeProvider.System).SendAsync(bucket, new UploadedObject("raw", "dataset.json"), Logger.None, default);

        Assert.That(bucket.Listed.Select(listing => (listing.Prefix, listing.IsFlat)), Is.EqualTo(new[] { ("/", false), ("", true) }));
    }

    [Test]
    public async Task Lets_a_message_that_failed_wait_longer_each_time()
    {
        var queue = new SentMessages();
        await _folders.Converter(services => services with { Queue = queue }).ConvertAsync(
            [.. Enumerable.Range(1, 8).Select(times => new QueueMessage($"m{times}", "garbage") { ReceiptHandle = $"r{times}", ReceiveCount = times })],
            new BatchRun { RequestId = "r", FunctionName = "f" },
            default);

        Assert.That(
            queue.Hidden.OrderBy(pair => pair.Key).Select(pair => pair.Value.TotalSeconds),
            Is.EqualTo(new[] { 30.0, 60, 120, 240, 480, 960, 960, 960 }));
    }

    [Test]
    public async Task Tells_of_each_message_as_soon_as_it_is_done()
    {
        _folders.UploadRecording("ds/quick.mat");
        _folders.UploadRecording("ds/slow.mat");
        var told = new TaskCompletionSource<string>();
        _folders.Raw.OnOpen = async (key, _) =>
        {
            if (key == "ds/slow.mat")
            {
                await told.Task;
            }
        };

        BatchOutcome outcome = await _folders.Converter().ConvertAsync(
            [new QueueMessage("slow", S3Events.Created("ds/slow.mat")), new QueueMessage("quick", S3Events.Created("ds/quick.mat"))],
            new BatchRun { RequestId = "r", FunctionName = "f" },
            default,
            done =>
            {
                told.TrySetResult(done.Id);
                return Task.CompletedTask;
            });

        Assert.That(await told.Task, Is.EqualTo("quick"));
        Assert.That(outcome.FailedMessages, Is.Empty);
    }

    [Test]
    public async Task Sends_for_recordings_of_which_the_lake_knows_nothing()
    {
        var queue = new SentMessages();
        byte[] recording = Level4Bytes.Int16("val", 1, 6, 1, 2, 3, 4, 3, 2);
        DateTime old = _folders.Clock.GetUtcNow().UtcDateTime.AddHours(-2);
        _folders.Upload("ds/known.mat", recording, old);
        _folders.Upload("ds/rejected.mat", "text"u8.ToArray(), old);
        await _folders.ConvertAsync(S3Events.Created("ds/known.mat", "ds/rejected.mat"));
        _folders.Upload("ds/missing.mat", recording, old);
        _folders.Upload("ds/MISSED.MAT", recording, old);
        _folders.Upload("ds/new.mat", recording, _folders.Clock.GetUtcNow().UtcDateTime);

        BatchOutcome outcome = await _folders.Converter(services => services with { Queue = queue }).ConvertAsync(
            [new QueueMessage("m", """{"source": "ecg-pipeline", "detail-type": "Reconcile", "detail": {"bucket": {"name": "raw"}}}""")],
            new BatchRun { RequestId = "r", FunctionName = "f" },
            default);

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(
            queue.Bodies.SelectMany(body => UploadMessageReader.Read(body).Objects).Select(found => found.Key),
            Is.EquivalentTo(new[] { "ds/missing.mat", "ds/MISSED.MAT" }));
        Assert.That(_folders.Metrics.ToString(), Does.Contain("\"Missing\":2"));
    }

    [Test]
    public async Task Counts_what_is_gone()
    {
        await _folders.ConvertAsync(S3Events.Created("ds/a.mat"));

        Assert.That(_folders.Log, Does.Contain("\"gone\":1"));
    }

    [Test]
    public async Task Converts_again_when_the_header_arrives_during_the_conversion()
    {
        _folders.UploadRecording("ds/a.mat");
        _folders.Lake.OnPut = key =>
        {
            if (key.StartsWith("samples/", StringComparison.Ordinal))
            {
                _folders.Upload("ds/a.hea", "a 1 360 6\na.mat 16+24 200 16 0 0 0 0 II\n");
            }
        };

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/a.mat"));

        Assert.That(outcome.Results.Select(result => result.SamplingRate), Is.EqualTo(new[] { 360.0 }));
    }

    [Test]
    public async Task Converts_a_recording_again_when_its_info_file_arrives()
    {
        _folders.Upload("ds/a.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        await _folders.ConvertAsync(S3Events.Created("ds/a.mat"));
        _folders.Upload("ds/a.info", "Source: record ds/a\nSampling frequency: 360 Hz\nRow\tSignal\tGain\tBase\tUnits\n1\tMLII\t200\t1024\tmV\n");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/a.info"));

        Assert.That(outcome.Results.Select(result => (result.Key, result.SamplingRate)), Is.EqualTo(new[] { ("ds/a.mat", (double?)360) }));
    }

    [Test]
    public async Task Waits_for_the_recording_of_an_info_file()
    {
        _folders.Upload("ds/a.info", "Source: record ds/a\nSampling frequency: 360 Hz\n");

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/a.info"));

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(outcome.Results.Select(result => result.Status), Is.EqualTo(new[] { ConversionStatus.Gone }));
    }

    [Test]
    public async Task Hands_back_a_recording_that_keeps_changing()
    {
        short round = 0;
        _folders.UploadRecording("ds/a.mat");
        _folders.Lake.OnPut = _ => _folders.Upload("ds/a.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, round++));

        BatchOutcome outcome = await _folders.ConvertAsync(S3Events.Created("ds/a.mat"));

        Assert.That(outcome.FailedMessages, Is.EqualTo(new[] { "m0" }));
    }

    [Test]
    public async Task Hands_back_what_is_not_done_when_the_time_is_up()
    {
        var stuck = new TaskCompletionSource();
        _folders.UploadRecording("ds/quick.mat");
        _folders.UploadRecording("ds/slow.mat");
        _folders.Raw.OnOpen = async (key, cancellationToken) =>
        {
            if (key == "ds/slow.mat")
            {
                stuck.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        };
        Task<BatchOutcome> batch = _folders.ConvertAsync(TimeSpan.FromSeconds(300), S3Events.Created("ds/slow.mat"), S3Events.Created("ds/quick.mat"));
        await stuck.Task;
        while (!_folders.TablesWith("ds/quick.mat").Contains(PipelineContract.RecordsTable))
        {
            await Task.Delay(10);
        }

        // Long enough for the quick one to have looked again at what it read.
        await Task.Delay(200);
        _folders.Clock.Advance(TimeSpan.FromSeconds(284));
        Assert.That(batch.IsCompleted, Is.False);
        _folders.Clock.Advance(TimeSpan.FromSeconds(2));
        BatchOutcome outcome = await batch;

        Assert.That(outcome.FailedMessages, Is.EqualTo(new[] { "m0" }));
        Assert.That(_folders.TablesWith("ds/slow.mat"), Is.Empty);
    }

    [Test]
    public async Task Answers_in_time_even_if_a_conversion_does_not_let_itself_be_stopped()
    {
        using var release = new ManualResetEventSlim();
        var stuck = new TaskCompletionSource();
        _folders.UploadRecording("ds/a.mat");
        _folders.Raw.OnOpen = (_, _) => Task.Run(() =>
        {
            stuck.TrySetResult();
            release.Wait(CancellationToken.None);
        }, CancellationToken.None);
        Task<BatchOutcome> batch = _folders.ConvertAsync(TimeSpan.FromSeconds(300), S3Events.Created("ds/a.mat"));
        await stuck.Task;
        _folders.Clock.Advance(TimeSpan.FromSeconds(286));
        while (!batch.IsCompleted)
        {
            await Task.Delay(10);
            _folders.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That((await batch).FailedMessages, Is.EqualTo(new[] { "m0" }));
        release.Set();
    }

    [Test]
    public async Task Starts_nothing_when_no_time_is_left()
    {
        _folders.UploadRecording("ds/a.mat");

        BatchOutcome outcome = await _folders.ConvertAsync(TimeSpan.Zero, S3Events.Created("ds/a.mat"));

        Assert.That(outcome.FailedMessages, Is.EqualTo(new[] { "m0" }));
        Assert.That(_folders.Puts, Is.Empty);
    }

    [Test]
    public async Task Writes_one_line_of_metrics_for_a_batch()
    {
        _folders.UploadRecording("ds/a.mat");
        _folders.Upload("ds/bad.mat", "text");
        BatchConverter converter = _folders.Converter();
        var run = new Ecg.Aws.Metrics.BatchRun { RequestId = "r", FunctionName = "f" };
        await converter.ConvertAsync([new("1", S3Events.Created("ds/a.mat", "ds/bad.mat")), new("2", "garbage")], run, default);
        await converter.ConvertAsync([new("1", S3Events.Created("ds/a.mat"))], run, default);

        var lines = _folders.Metrics.ToString().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That(Numbers(lines[0], "Converted", "Rejected", "Failed", "ColdStart"), Is.EqualTo(new[] { 1, 1, 1, 1 }));
        Assert.That(Numbers(lines[1], "Converted", "Rejected", "Failed", "ColdStart"), Is.EqualTo(new[] { 1, 0, 0, 0 }));
        Assert.That(lines[0].GetProperty("BytesOut").GetInt64(), Is.GreaterThan(0));
    }

    [Test]
    public async Task Never_converts_more_at_a_time_than_it_was_told_to()
    {
        (int running, int most) = (0, 0);
        string[] names = Enumerable.Range(0, 12).Select(number => $"ds/{number}.mat").ToArray();
        foreach (string? name in names)
        {
            _folders.UploadRecording(name);
        }

        _folders.Raw.OnOpen = async (key, _) =>
        {
            if (key.EndsWith(".mat", StringComparison.Ordinal))
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Delay(20, CancellationToken.None);
                Interlocked.Decrement(ref running);
            }
        };
        BatchOutcome outcome = await _folders.Converter(parallelism: 3).ConvertAsync(
            [.. names.Select(name => new Ecg.Aws.Batches.QueueMessage(name, S3Events.Created(name)))],
            new Ecg.Aws.Metrics.BatchRun { RequestId = "r", FunctionName = "f" },
            default);

        Assert.That(outcome.Results.Count(result => result.Status == ConversionStatus.Converted), Is.EqualTo(12));
        Assert.That(most, Is.InRange(2, 3));
    }

    [Test]
    public async Task Looks_up_what_headers_describe_within_the_limit_too()
    {
        (int running, int most) = (0, 0);
        _folders.Raw.OnFind = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(1);
            Interlocked.Decrement(ref running);
        };

        BatchOutcome outcome = await _folders.Converter(parallelism: 3).ConvertAsync(
            [new QueueMessage("m", S3Events.Created([.. Enumerable.Range(0, 900).Select(number => $"ds/{number}.hea")]))],
            new BatchRun { RequestId = "r", FunctionName = "f" },
            default);

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(most, Is.InRange(1, 3));
    }

    [Test]
    public async Task Rejects_a_recording_that_takes_more_disk_than_there_is_and_names_the_setting()
    {
        _folders.Upload("ds/bomb.mat", LargeRecording());

        BatchOutcome outcome = await _folders.Converter(services => services with { DiskBytes = 20 << 20 }).ConvertAsync(
            [new QueueMessage("m", S3Events.Created("ds/bomb.mat"))], new BatchRun { RequestId = "r", FunctionName = "f" }, default);

        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(outcome.Results.Single().Reason, Is.EqualTo("too-large"));
        Assert.That(outcome.Results.Single().Detail, Does.Contain("20 MB").And.Contain("ECG_DISK_MB").And.Contain("functionEphemeralStorageMb"));
    }

    [Test]
    public async Task Converts_one_after_the_other_what_does_not_fit_on_the_disk_together()
    {
        string[] keys = ["ds/a.mat", "ds/b.mat"];
        foreach (string key in keys)
        {
            _folders.Upload(key, LargeRecording());
        }

        _folders.Lake.OnPut = key =>
        {
            // The first one holds its samples until the other has met the limit.
            if (key.StartsWith("samples/", StringComparison.Ordinal))
            {
                SpinWait.SpinUntil(() => _folders.Log.Contains("converting again, alone", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
            }
        };

        BatchOutcome outcome = await _folders.Converter(services => services with { DiskBytes = 60 << 20, MemoryBytes = 1L << 30 }).ConvertAsync(
            [.. keys.Select(key => new QueueMessage(key, S3Events.Created(key)))], new BatchRun { RequestId = "r", FunctionName = "f" }, default);

        Assert.That(_folders.Log, Does.Contain("converting again, alone"));
        Assert.That(outcome.FailedMessages, Is.Empty);
        Assert.That(outcome.Results.Select(result => result.Status), Is.All.EqualTo(ConversionStatus.Converted));
    }

    // 40 MiB of samples, in a few kilobytes.
    private static byte[] LargeRecording()
    {
        using var file = new MemoryStream();
        MatWriter.Write(file, MatFormat.V7, [new MatNumbers("val", 1, 20 << 20, new short[20 << 20])]);
        return file.ToArray();
    }

    private static int[] Numbers(JsonElement line, params string[] names) => [.. names.Select(name => line.GetProperty(name).GetInt32())];
}
