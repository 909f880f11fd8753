using Ecg.Formats;

namespace Ecg.Lake;

/// <summary>The codes of transient failures.</summary>
internal static class FailureReason
{
    /// <summary>Returns the code of an exception.</summary>
    public static string Of(Exception exception) => exception switch
    {
        ScratchFullException => "disk-full",
        IOException => "io-error",
        UnauthorizedAccessException => "permission-denied",
        OutOfMemoryException => "out-of-memory",
        OperationCanceledException or TimeoutException => "timeout",
        _ => "unexpected-error",
    };
}
