using System.Text;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Recordings;
using EndToEnd.Tests.Servers;
using EndToEnd.Tests.Stack;
using NUnit.Framework;

namespace EndToEnd.Tests;

/// <summary>The publisher's state machine, as it is declared, run by an engine for its language that is not ours.</summary>
public sealed class PublishingMachineTests
{
    private static readonly string[] Withdrawals = ["withdraw-records", "withdraw-rejected", "withdraw-samples", "withdraw-annotations", "withdraw-leads"];
    private static readonly string[] Insertions = ["insert-leads", "insert-annotations", "insert-samples", "insert-records"];

    private FunctionServer? _functions;
    private MotoServer? _server;
    private RecordedStack? _stack;
    private RecordedPublisher? _publisher;

    private RecordedPublisher Publisher => _publisher!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (!MotoServer.IsInstalled)
        {
            Assert.Ignore(MotoServer.Missing);
        }

        _functions = await FunctionServer.StartAsync();
        _server = await MotoServer.StartAsync(_functions.Endpoint);
        await RecordedPublisher.PutUpTablesAsync("dev", _server.Endpoint);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _server?.Dispose();
        await (_functions?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [SetUp]
    public async Task PutUpStackAsync()
    {
        _stack = await RecordedStack.UpAsync("dev", _server!.Endpoint);
        _publisher = await RecordedPublisher.UpAsync(_stack, _server.Endpoint, _functions!);
    }

    [TearDown]
    public async Task ClearAsync()
    {
        await (_publisher?.ReleaseAsync() ?? Task.CompletedTask);
        _publisher?.Dispose();
        _stack?.Dispose();
    }

    [Test]
    public async Task Ends_at_once_where_nothing_waits()
    {
        Assert.That(await Publisher.EndAsync(await Publisher.StartAsync()), Is.EqualTo("SUCCEEDED"));
        Assert.That(await Publisher.StatementsAsync(), Is.Empty);
    }

    [Test]
    public async Task Inserts_records_last_and_then_rejections()
    {
        await ConvertAsync(("d/a.mat", SmallRecording.WithBeats()), ("d/broken.mat", "nothing that anybody reads"u8.ToArray()));
        await Publisher.AnswerAsync(0);

        Assert.That(await Publisher.EndAsync(await Publisher.StartAsync()), Is.EqualTo("SUCCEEDED"));

        Assert.That(await Publisher.StatementsAsync(), Is.EqualTo((string[])["standing", .. Insertions, "insert-rejected"]));
        Assert.That(await MessagesAsync(), Is.Zero);
    }

    [Test]
    public async Task Adds_columns_and_withdraws_older_rows_first()
    {
        await ConvertAsync(("d/a.mat", SmallRecording.WithBeats()), ("d/a.hea", Encoding.ASCII.GetBytes("a 1 250 2500\na.mat 16+24 1000/mV 16 0 0 0 0 Strange\n")));
        await Publisher.AnswerAsync(0, 0, 2);

        Assert.That(await Publisher.EndAsync(await Publisher.StartAsync()), Is.EqualTo("SUCCEEDED"));

        string[] expected =
            ["ALTER TABLE `ecg_dev_publishing`.`samples` ADD COLUMNS", "ALTER TABLE `ecg_dev`.`samples` ADD COLUMNS", "standing", .. Withdrawals, .. Insertions];
        Assert.That(await Publisher.StatementsAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Ends_at_once_where_another_run_is_active()
    {
        await ConvertAsync(("d/a.mat", SmallRecording.WithBeats()));
        await Publisher.AnswerAsync(0);
        await Publisher.HoldAsync();
        string first = await Publisher.StartAsync();
        await Publisher.WaitForStatementAsync(1);

        Assert.That(await Publisher.EndAsync(await Publisher.StartAsync()), Is.EqualTo("SUCCEEDED"));

        Assert.That(await Publisher.StatusAsync(first), Is.EqualTo("RUNNING"));
        Assert.That(await Publisher.StatementsAsync(), Is.EqualTo((string[])["standing"]), "the second one sent none");
        await Publisher.ReleaseAsync();
        Assert.That(await Publisher.EndAsync(first), Is.EqualTo("SUCCEEDED"));
    }

    [Test]
    public async Task Repeats_a_statement_that_may_be_repeated()
    {
        await ConvertAsync(("d/a.mat", SmallRecording.WithBeats()));
        await Publisher.AnswerAsync(0, 0);
        await Publisher.HoldAsync();
        string run = await Publisher.StartAsync();

        await Publisher.CancelAsync(1);
        await Publisher.ReleaseAsync();

        Assert.That(await Publisher.EndAsync(run), Is.EqualTo("SUCCEEDED"));
        Assert.That(await Publisher.StatementsAsync(), Is.EqualTo((string[])["standing", "standing", .. Insertions]));
    }

    [Test]
    public async Task Hands_messages_back_where_another_statement_fails_and_fails()
    {
        await ConvertAsync(("d/a.mat", SmallRecording.WithBeats()), ("d/a.hea", Encoding.ASCII.GetBytes("a 1 250 2500\na.mat 16+24 1000/mV 16 0 0 0 0 Strange\n")));
        await Publisher.HoldAsync();
        string run = await Publisher.StartAsync();

        await Publisher.CancelAsync(1);

        Assert.That(await Publisher.EndAsync(run), Is.EqualTo("FAILED"));
        Assert.That(await Publisher.StatementsAsync(), Has.Length.EqualTo(1));
        Assert.That((await _stack!.Sqs.GetQueueAttributesAsync(Publisher.QueueUrl, ["All"])).ApproximateNumberOfMessages, Is.Positive, "at once, not after the visibility timeout");
    }

    private async Task ConvertAsync(params (string Key, byte[] Bytes)[] files)
    {
        foreach ((string key, byte[] bytes) in files)
        {
            await _stack!.UploadAsync(key, bytes);
        }

        using var handler = new LocalHandler(_stack!, _server!.Endpoint);
        await new EventSource(_stack!).DrainAsync(handler);
    }

    private Task<int> MessagesAsync() => new EventSource(_stack!).CountAsync(Publisher.QueueUrl);
}
