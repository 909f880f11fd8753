using Ecg.Aws.Queues;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class RedriveTests
{
    private LocalQueues _queues = null!;

    [SetUp]
    public void SetUp() => _queues = new LocalQueues("dead", "uploads", "other");

    [TearDown]
    public void TearDown() => _queues.Dispose();

    private Task<long> MoveAsync(string? to = null) =>
        new Redrive(_queues.Sqs, _queues.Address("dead")).MoveAsync(to is null ? null : _queues.Address(to), _ => { }, default);

    [Test]
    public async Task Moves_every_dead_letter_to_the_queue_that_it_came_from()
    {
        string[] bodies = Enumerable.Range(0, 23).Select(number => $"m{number}").ToArray();
        _queues.Send("dead", bodies);
        _queues.Sources.Add("uploads");

        long moved = await MoveAsync();

        Assert.That(moved, Is.EqualTo(23));
        Assert.That(_queues.Bodies("uploads"), Is.EquivalentTo(bodies));
        Assert.That(_queues.Bodies("dead"), Is.Empty);
    }

    [Test]
    public async Task Moves_dead_letters_to_the_queue_that_it_is_given()
    {
        _queues.Send("dead", "m");

        await MoveAsync("other");

        Assert.That(_queues.Bodies("other"), Is.EqualTo(new[] { "m" }));
    }

    [Test]
    public async Task Loses_no_message_that_the_queue_does_not_take()
    {
        _queues.Send("dead", "m1", "m2");
        _queues.Refusals = 1000;

        await Assert.ThrowsAsync<IOException>(() => MoveAsync("uploads"));

        Assert.That(_queues.Bodies("dead"), Is.EqualTo(new[] { "m1", "m2" }));
    }

    [Test]
    public void Asks_where_to_if_no_queue_sends_its_dead_letters_here() =>
        Assert.That(async () => await MoveAsync(), Throws.TypeOf<IOException>().With.Message.Contains("--to URL"));

    [Test]
    public void Asks_where_to_if_several_queues_send_their_dead_letters_here()
    {
        _queues.Sources.AddRange(["uploads", "other"]);

        Assert.That(async () => await MoveAsync(), Throws.TypeOf<IOException>().With.Message.Contains("uploads, other").And.Message.Contains("--to URL"));
    }

    [TestCase("nonsense")]
    [TestCase("s3://bucket/x")]
    [TestCase("https://sqs.eu-central-1.amazonaws.com/")]
    [TestCase("")]
    public void Refuses_what_is_no_address_of_a_queue(string text) =>
        Assert.That(() => QueueAddress.Parse(text, "--dlq"), Throws.ArgumentException.With.Message.StartsWith("--dlq takes a queue's URL"));

    [TestCase("https://sqs.eu-central-1.amazonaws.com/123456789012/uploads", "eu-central-1")]
    [TestCase("https://sqs.cn-north-1.amazonaws.com.cn/123456789012/uploads", "cn-north-1")]
    [TestCase("http://localhost:5000/123456789012/uploads", null)]
    public void Knows_the_region_that_an_address_names(string text, string? region) =>
        Assert.That(QueueAddress.Parse(text, "--dlq").Region, Is.EqualTo(region));
}
