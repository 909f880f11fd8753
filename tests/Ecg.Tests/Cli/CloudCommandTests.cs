using Ecg.Cli.Invocation;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

internal sealed class CloudCommandTests
{
    private const string Queue = "http://127.0.0.1:1/123456789012/uploads";

    [TestCase("--queue takes a queue's URL", "worker", "--queue", "uploads", "--processed", "s3://lake")]
    [TestCase("--processed takes s3://BUCKET", "worker", "--queue", Queue, "--processed", "lake")]
    [TestCase("--processed takes a whole bucket", "worker", "--queue", Queue, "--processed", "s3://lake/part")]
    [TestCase("--endpoint-url takes an address", "worker", "--queue", Queue, "--processed", "s3://lake", "--endpoint-url", "localhost")]
    [TestCase("'--queue' is required", "worker", "--processed", "s3://lake")]
    [TestCase("--raw takes s3://BUCKET", "backfill", "--raw", "./recordings", "--queue", Queue)]
    [TestCase("--queue URL is missing", "backfill", "--raw", "s3://raw")]
    [TestCase("--dlq takes a queue's URL", "redrive", "--dlq", "dead")]
    [TestCase("--to takes a queue's URL", "redrive", "--dlq", Queue, "--to", "x")]
    [TestCase("--lake takes s3://BUCKET", "query", "--lake", "s3://", "select 1")]
    public void Says_in_one_line_what_is_wrong_with_a_call(string expected, params string[] args)
    {
        var call = EcgCall.Of(args);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages.TrimEnd(), Does.StartWith($"ecg {args[0]}: ").And.Contains(expected).IgnoreCase.And.Not.Contains("\n"));
        Assert.That(call.Results, Is.Empty);
    }

    [TestCase("backfill", "--raw", "s3://raw", "--dry-run")]
    [TestCase("redrive", "--dlq", Queue)]
    [TestCase("query", "--lake", "s3://lake", "select 1 from records")]
    public void Fails_in_one_line_for_a_profile_that_does_not_exist(params string[] args)
    {
        var call = EcgCall.Of([.. args, "--profile", "no-such-profile", "--region", "eu-central-1"]);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Failed));
        Assert.That(call.Messages, Does.Contain("no-such-profile").And.Match("^[^\n]*\n$"));
    }
}
