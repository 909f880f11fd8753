namespace Amazon.Lambda.Core;

/// <summary>What a function is told of its run.</summary>
public interface ILambdaContext
{
    /// <summary>The run's identifier.</summary>
    string AwsRequestId { get; }

    /// <summary>The function's name.</summary>
    string FunctionName { get; }

    /// <summary>The function's version.</summary>
    string FunctionVersion { get; }

    /// <summary>The ARN that the function was called by.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Where the run logs.</summary>
    string LogGroupName { get; }

    /// <summary>Where in the log group the run logs.</summary>
    string LogStreamName { get; }

    /// <summary>The memory that the function was given.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>How long the run may still take.</summary>
    TimeSpan RemainingTime { get; }
}
