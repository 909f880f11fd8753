using System.Reflection;
using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Ecg.Aws.Publishing;
using Ecg.Lambda;

namespace HandlerHost;

/// <summary>Calls the function as Lambda's runtime does: JSON in and out, through the serializer that the assembly names.</summary>
public sealed class LambdaRuntime
{
    private static readonly ILambdaSerializer Serializer = CreateSerializer();

    private readonly Func<Stream, Task<MemoryStream>> _handle;

    /// <summary>Takes over the function that converts uploads.</summary>
    /// <param name="function">The function.</param>
    /// <param name="timeout">How long a run may take; <see langword="null"/> for 5 minutes.</param>
    public LambdaRuntime(Function function, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        _handle = request => RunAsync<SQSEvent, SQSBatchResponse>(request, function.HandleAsync, timeout);
    }

    /// <summary>Takes over the publisher's function.</summary>
    public LambdaRuntime(Publication function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _handle = request => RunAsync<PublishingRequest, PublicationPlan>(request, function.HandleAsync, timeout: null);
    }

    /// <summary>Runs the function once.</summary>
    /// <param name="request">The event as JSON.</param>
    /// <returns>The response as JSON.</returns>
    public async Task<string> InvokeAsync(string request)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(request));
        using MemoryStream output = await _handle(input).ConfigureAwait(false);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    private static async Task<MemoryStream> RunAsync<TRequest, TResponse>(Stream input, Func<TRequest, ILambdaContext, Task<TResponse>> function, TimeSpan? timeout)
    {
        TResponse response = await function(Serializer.Deserialize<TRequest>(input), new RunContext(timeout ?? TimeSpan.FromMinutes(5))).ConfigureAwait(false);
        var output = new MemoryStream();
        Serializer.Serialize(response, output);
        return output;
    }

    private static ILambdaSerializer CreateSerializer()
    {
        LambdaSerializerAttribute named = typeof(Function).Assembly.GetCustomAttribute<LambdaSerializerAttribute>()
            ?? throw new InvalidOperationException("The function's assembly names no serializer.");
        return (ILambdaSerializer)Activator.CreateInstance(named.SerializerType)!;
    }
}
