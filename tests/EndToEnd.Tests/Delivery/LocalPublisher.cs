using Ecg;
using Ecg.Aws.Accounts;
using Ecg.Aws.Buckets;
using Ecg.Aws.Publishing;
using Ecg.Aws.Queues;
using Ecg.Lambda;
using HandlerHost;
using Serilog.Core;

namespace EndToEnd.Tests.Delivery;

/// <summary>The publisher's function in this process, with the environment that the stack gives it.</summary>
internal sealed class LocalPublisher : IHandler, IDisposable
{
    private readonly AwsClients _clients;
    private readonly LambdaRuntime _runtime;

    /// <summary>Starts the function.</summary>
    /// <param name="endpoint">Where it finds AWS.</param>
    /// <param name="environment">Its environment.</param>
    public LocalPublisher(Uri endpoint, IReadOnlyDictionary<string, string> environment)
    {
        _clients = LocalAws.Connect(endpoint);
        _runtime = new LambdaRuntime(new Publication(new Publisher(
            new S3Store(_clients.S3, environment[PipelineContract.ProcessedBucketVariable]),
            new MessageQueue(_clients.Sqs, QueueAddress.Parse(environment[PipelineContract.PublicationsQueueVariable], PipelineContract.PublicationsQueueVariable)),
            environment[PipelineContract.DatabaseVariable],
            Logger.None,
            TextWriter.Null)));
    }

    public Task<string> InvokeAsync(string request) => _runtime.InvokeAsync(request);

    public void Dispose() => _clients.Dispose();
}
