using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Ecg.Aws;
using Ecg.Lambda;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class FunctionTests
{
    private PipelineFolders _folders = null!;

    [SetUp]
    public void SetUp() => _folders = new PipelineFolders();

    [TearDown]
    public void TearDown() => _folders.Dispose();

    [Test]
    public async Task Answers_an_event_as_Lambda_sends_it_with_the_messages_that_failed()
    {
        _folders.UploadRecording("ds/a b.mat");
        string json = JsonSerializer.Serialize(new
        {
            Records = new[]
            {
                Record("19dd0b57", S3Events.Created("ds/a+b.mat")),
                Record("2e1424d4", "garbage"),
            },
        });
        var serializer = new SourceGeneratorLambdaJsonSerializer<EventJson>();
        SQSEvent batch = serializer.Deserialize<SQSEvent>(new MemoryStream(Encoding.UTF8.GetBytes(json)));

        SQSBatchResponse response = await new Function(new PipelineServices { Raw = _ => _folders.Raw, Lake = _folders.Lake }).HandleAsync(batch, new Context());

        using var written = new MemoryStream();
        serializer.Serialize(response, written);
        Assert.That(Encoding.UTF8.GetString(written.ToArray()), Is.EqualTo("""{"batchItemFailures":[{"itemIdentifier":"2e1424d4"}]}"""));
        Assert.That(_folders.TablesWith("ds/a b.mat"), Does.Contain(PipelineContract.RecordsTable));
    }

    [Test]
    public async Task Has_nothing_to_do_for_an_empty_event()
    {
        SQSBatchResponse response = await new Function(new PipelineServices { Raw = _ => _folders.Raw, Lake = _folders.Lake }).HandleAsync(new SQSEvent(), new Context());

        Assert.That(response.BatchItemFailures, Is.Empty);
    }

    private static object Record(string messageId, string body) => new
    {
        messageId,
        receiptHandle = "MessageReceiptHandle",
        body,
        attributes = new { ApproximateReceiveCount = "1", SentTimestamp = "1523232000000", SenderId = "123456789012" },
        messageAttributes = new { },
        md5OfBody = "7b270e59b47ff90a553787216d55d91d",
        eventSource = "aws:sqs",
        eventSourceARN = "arn:aws:sqs:eu-central-1:123456789012:uploads",
        awsRegion = "eu-central-1",
    };

    private sealed class Context : ILambdaContext
    {
        public string AwsRequestId => "r-1";

        public string FunctionName => "ecg-test";

        public string FunctionVersion => "$LATEST";

        public string InvokedFunctionArn => "arn:aws:lambda:eu-central-1:123456789012:function:ecg-test";

        public string LogGroupName => "/aws/lambda/ecg-test";

        public string LogStreamName => "2026/11/22/[$LATEST]abc";

        public int MemoryLimitInMB => 2048;

        public TimeSpan RemainingTime => TimeSpan.FromSeconds(60);
    }
}
