using Amazon.Lambda.Core;
using Ecg.Aws.Metrics;
using Ecg.Aws.Publishing;

namespace Ecg.Lambda;

/// <summary>The Lambda function that the publishing state machine invokes.</summary>
public sealed class Publication
{
    private readonly Publisher _publisher;

    /// <summary>Creates the function from its environment, once per process.</summary>
    /// <exception cref="ArgumentException">A variable of the environment is missing or invalid.</exception>
    public Publication()
        : this(Publisher.FromEnvironment())
    {
    }

    /// <summary>Creates the function with a publisher.</summary>
    internal Publication(Publisher publisher) => _publisher = publisher;

    /// <summary>Prepares a batch, or finishes it.</summary>
    /// <returns>The plan for the batch.</returns>
    public Task<PublicationPlan> HandleAsync(PublishingRequest request, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var run = new BatchRun { RequestId = context.AwsRequestId, FunctionName = context.FunctionName, RemainingTime = context.RemainingTime };
        return _publisher.HandleAsync(request, run, CancellationToken.None);
    }
}
