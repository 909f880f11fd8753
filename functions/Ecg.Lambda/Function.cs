using System.Globalization;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Ecg.Aws;
using Ecg.Aws.Batches;
using Ecg.Aws.Metrics;
using Ecg.Lambda;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<EventJson>))]

namespace Ecg.Lambda;

/// <summary>The Lambda function that converts uploads.</summary>
public sealed class Function
{
    private readonly BatchConverter _converter;

    /// <summary>Creates the function from its environment, once per process.</summary>
    /// <exception cref="ArgumentException">A variable of the environment is missing or invalid.</exception>
    public Function()
        : this(PipelineServices.FromEnvironment())
    {
    }

    /// <summary>Creates the function from the caller's services.</summary>
    internal Function(PipelineServices services) => _converter = new BatchConverter(services);

    /// <summary>Converts the recordings in a batch of messages.</summary>
    /// <returns>The messages to deliver again; all others are finished.</returns>
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(context);
        IEnumerable<QueueMessage> messages = batch.Records?.Select(ToQueueMessage) ?? [];
        BatchOutcome outcome = await _converter.ConvertAsync([.. messages], RunOf(context), CancellationToken.None).ConfigureAwait(false);
        return new SQSBatchResponse([.. outcome.FailedMessages.Select(id => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id })]);
    }

    private static QueueMessage ToQueueMessage(SQSEvent.SQSMessage record)
    {
        const string ReceiveCount = "ApproximateReceiveCount";
        string? count = null;
        record.Attributes?.TryGetValue(ReceiveCount, out count);
        return new QueueMessage(record.MessageId, record.Body)
        {
            ReceiptHandle = record.ReceiptHandle,
            ReceiveCount = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int times) ? times : 1,
        };
    }

    private static BatchRun RunOf(ILambdaContext context) => new()
    {
        RequestId = context.AwsRequestId,
        FunctionName = context.FunctionName,
        RemainingTime = context.RemainingTime,
        LogLink = CloudWatchLink.To(context.LogGroupName, context.LogStreamName, context.AwsRequestId),
    };
}
