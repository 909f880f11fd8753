using Amazon.Lambda.Core;
using Ecg.Aws.Metrics;
using Ecg.Aws.Publishing;

namespace Ecg.Lambda;

/// <summary>The function that the state machine of the publisher calls.</summary>
public sealed class Publication
{
    private readonly Publisher _publisher;

    /// <summary>Creates the function from its environment, once for each process.</summary>
    /// <exception cref="ArgumentException">A variable of the environment is missing or wrong.</exception>
    public Publication()
        : this(Publisher.FromEnvironment())
    {
    }

    /// <summary>Creates the function on a publisher that the caller has put together.</summary>
    internal Publication(Publisher publisher) => _publisher = publisher;

    /// <summary>Prepares a batch, or is done with it.</summary>
    /// <returns>What the state machine is to do with the batch.</returns>
    public Task<PublicationPlan> HandleAsync(PublishingRequest request, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var run = new BatchRun { RequestId = context.AwsRequestId, FunctionName = context.FunctionName, RemainingTime = context.RemainingTime };
        return _publisher.HandleAsync(request, run, CancellationToken.None);
    }
}
