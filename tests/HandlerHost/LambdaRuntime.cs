using System.Reflection;
using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Ecg.Lambda;

namespace HandlerHost;

/// <summary>Calls the function as Lambda's runtime does: JSON in and out, through the serializer that the assembly names.</summary>
public sealed class LambdaRuntime
{
    private static readonly ILambdaSerializer Serializer = CreateSerializer();

    private readonly Function _function;
    private readonly TimeSpan _timeout;

    /// <summary>Takes over a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="timeout">How long a run may take; <see langword="null"/> for 5 minutes.</param>
    public LambdaRuntime(Function function, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _timeout = timeout ?? TimeSpan.FromMinutes(5);
    }

    /// <summary>Runs the function once.</summary>
    /// <param name="request">The event as JSON.</param>
    /// <returns>The response as JSON.</returns>
    public async Task<string> InvokeAsync(string request)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(request));
        SQSEvent batch = Serializer.Deserialize<SQSEvent>(input);
        SQSBatchResponse response = await _function.HandleAsync(batch, new RunContext(_timeout)).ConfigureAwait(false);
        using var output = new MemoryStream();
        Serializer.Serialize(response, output);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    private static ILambdaSerializer CreateSerializer()
    {
        LambdaSerializerAttribute named = typeof(Function).Assembly.GetCustomAttribute<LambdaSerializerAttribute>()
            ?? throw new InvalidOperationException("The function's assembly names no serializer.");
        return (ILambdaSerializer)Activator.CreateInstance(named.SerializerType)!;
    }
}
