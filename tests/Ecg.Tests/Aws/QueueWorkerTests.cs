using Ecg.Aws.Batches;
using Ecg.Aws.Queues;
using Ecg.Aws.Workers;
using NUnit.Framework;
using Serilog.Core;

namespace Ecg.Tests.Aws;

internal sealed class QueueWorkerTests
{
    private PipelineFolders _folders = null!;
    private LocalQueues _queues = null!;

    [SetUp]
    public void SetUp()
    {
        _folders = new PipelineFolders();
        _queues = new LocalQueues("uploads");
    }

    [TearDown]
    public void TearDown()
    {
        _queues.Dispose();
        _folders.Dispose();
    }

    private QueueWorker Worker(WorkerTiming? timing = null, string queue = "uploads") =>
        new(_queues.Sqs, _queues.Address(queue), _folders.Converter(), Logger.None, timing);

    [Test]
    public async Task Works_off_the_queue_and_leaves_in_it_what_failed()
    {
        for (int number = 0; number < 12; number++)
        {
            _folders.UploadRecording($"ds/{number}.mat");
            _queues.Send("uploads", S3Events.Created($"ds/{number}.mat"));
        }

        _folders.Upload("ds/bad.mat", "rejected");
        _queues.Send("uploads", S3Events.Created("ds/bad.mat"), "garbage", S3Events.Test);
        var outcomes = new List<BatchOutcome>();

        await Worker().RunAsync(once: true, outcomes.Add, default);

        Assert.That(outcomes.Sum(outcome => outcome.Results.Count), Is.EqualTo(13));
        Assert.That(_queues.Bodies("uploads"), Is.EqualTo(new[] { "garbage" }));
        Assert.That(_queues.Visible("uploads"), Is.Empty);
    }

    [Test]
    public async Task Keeps_messages_hidden_while_their_conversion_runs()
    {
        _folders.UploadRecording("ds/a.mat");
        _queues.Send("uploads", S3Events.Created("ds/a.mat"));
        _folders.Raw.OnOpen = async (_, cancellationToken) =>
        {
            while (_queues.Renewals < 3)
            {
                await Task.Delay(10, cancellationToken);
            }
        };

        await Worker(new WorkerTiming { Renewal = TimeSpan.FromMilliseconds(20) }).RunAsync(once: true, _ => { }, default);

        Assert.That(_queues.Bodies("uploads"), Is.Empty);
    }

    [Test]
    public async Task Hands_back_what_does_not_end_soon_after_it_was_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        _folders.UploadRecording("ds/a.mat");
        _queues.Send("uploads", S3Events.Created("ds/a.mat"));
        _folders.Raw.OnOpen = async (_, cancellationToken) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };

        await Worker(new WorkerTiming { StopGrace = TimeSpan.FromMilliseconds(50) }).RunAsync(once: false, _ => { }, stop.Token);

        Assert.That(_queues.Visible("uploads"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Finishes_what_ends_soon_after_it_was_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        _folders.UploadRecording("ds/a.mat");
        _queues.Send("uploads", S3Events.Created("ds/a.mat"));
        _folders.Raw.OnOpen = (_, _) => stop.CancelAsync();

        await Worker().RunAsync(once: false, _ => { }, stop.Token);

        Assert.That(_queues.Bodies("uploads"), Is.Empty);
        Assert.That(_folders.TablesWith("ds/a.mat"), Does.Contain(PipelineContract.RecordsTable));
    }

    [Test]
    public async Task Deletes_in_the_end_what_the_queue_did_not_delete_at_first()
    {
        _folders.UploadRecording("ds/a.mat");
        _queues.Send("uploads", S3Events.Created("ds/a.mat"));
        _queues.Refusals = 2;

        await Worker().RunAsync(once: true, _ => { }, default);

        Assert.That(_queues.Bodies("uploads"), Is.Empty);
    }

    [Test]
    public async Task Acknowledges_a_message_while_another_one_of_its_batch_still_runs()
    {
        _folders.UploadRecording("ds/quick.mat");
        _folders.UploadRecording("ds/slow.mat");
        _queues.Send("uploads", S3Events.Created("ds/slow.mat"), S3Events.Created("ds/quick.mat"));
        string[] left = [];
        _folders.Raw.OnOpen = async (key, cancellationToken) =>
        {
            while (key == "ds/slow.mat" && (left = _queues.Bodies("uploads")).Length > 1)
            {
                await Task.Delay(10, cancellationToken);
            }
        };

        await Worker().RunAsync(once: true, _ => { }, default);

        Assert.That(left, Is.EqualTo(new[] { S3Events.Created("ds/slow.mat") }));
        Assert.That(_queues.Bodies("uploads"), Is.Empty);
    }

    [Test]
    public async Task Goes_on_after_an_access_denied_in_the_middle_of_its_work()
    {
        using var stop = new CancellationTokenSource();
        _folders.UploadRecording("ds/a.mat");
        _queues.Send("uploads", S3Events.Test);
        _queues.Denials = 0;
        int batches = 0;

        await Worker(new WorkerTiming { FirstPause = TimeSpan.FromMilliseconds(1) }).RunAsync(
            once: false,
            _ =>
            {
                if (++batches == 1)
                {
                    _queues.Denials = 3;
                    _queues.Send("uploads", S3Events.Created("ds/a.mat"));
                }
                else
                {
                    stop.Cancel();
                }
            },
            stop.Token);

        Assert.That(batches, Is.EqualTo(2));
        Assert.That(_folders.TablesWith("ds/a.mat"), Does.Contain(PipelineContract.RecordsTable));
    }

    [Test]
    public void Names_credentials_that_have_expired()
    {
        _queues.Denials = int.MaxValue;

        Assert.That(
            async () => await Worker().RunAsync(once: false, _ => { }, default),
            Throws.TypeOf<QueueRefusedException>().With.Message.EndsWith("the AWS credentials are not accepted (ExpiredTokenException); renew them"));
    }

    [Test]
    public async Task Ends_soon_after_it_was_told_to_stop_whatever_hangs()
    {
        using var stop = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        _folders.UploadRecording("ds/a.mat");
        _queues.Send("uploads", S3Events.Created("ds/a.mat"));
        _folders.Raw.OnOpen = (_, _) => Task.Run(
            () =>
            {
                stop.Cancel();
                release.Wait(CancellationToken.None);
            },
            CancellationToken.None);
        Task run = Worker(new WorkerTiming { StopGrace = TimeSpan.FromMilliseconds(50) }).RunAsync(once: false, _ => { }, stop.Token);
        while (!run.IsCompleted)
        {
            _folders.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, CancellationToken.None);
        }

        await run;
        release.Set();
        var timing = new WorkerTiming();
        Assert.That(timing.StopGrace + timing.BatchGrace + timing.CallTimeout, Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(_queues.Visible("uploads"), Has.Length.EqualTo(1));
    }

    [Test]
    public void Says_that_there_is_no_such_queue() =>
        Assert.That(
            async () => await Worker(queue: "nothing").RunAsync(once: false, _ => { }, default),
            Throws.TypeOf<QueueRefusedException>().With.Message.EndsWith("/nothing cannot be read: there is no such queue"));
}
