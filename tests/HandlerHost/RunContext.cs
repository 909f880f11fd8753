using System.Diagnostics;
using Amazon.Lambda.Core;

namespace HandlerHost;

/// <summary>What the function is told of a run.</summary>
internal sealed class RunContext(TimeSpan timeout) : ILambdaContext
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public string AwsRequestId { get; } = Guid.NewGuid().ToString();

    public string FunctionName => "convert";

    public string FunctionVersion => "$LATEST";

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:convert";

    public string LogGroupName => "convert";

    public string LogStreamName => "local";

    public int MemoryLimitInMB => 2048;

    public TimeSpan RemainingTime => timeout - Stopwatch.GetElapsedTime(_start);
}
