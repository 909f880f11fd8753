using System.Net;
using Amazon.Runtime;
using Amazon.SQS.Model;
using Ecg.Aws.Accounts;

namespace Ecg.Aws.Queues;

/// <summary>Formats queue errors on one line.</summary>
internal static class QueueError
{
    private const string OldMissingCode = "AWS.SimpleQueueService.NonExistentQueue";

    /// <summary>Converts an SQS error to a queue's error.</summary>
    public static IOException Of(Exception exception, string what, string permission) => exception switch
    {
        QueueDoesNotExistException or AmazonServiceException { ErrorCode: OldMissingCode } =>
            new QueueRefusedException($"{what}: there is no such queue", exception),
        AmazonServiceException service when AwsError.IsOfCredentials(service) =>
            new QueueRefusedException(AwsError.Of(exception, what, permission).Message, exception),
        AmazonServiceException service when service.StatusCode == HttpStatusCode.Forbidden || IsDenied(service) =>
            new QueueRefusedException($"{what}: access denied; it needs the permission {permission}", exception),
        AmazonServiceException { StatusCode: not 0 } => AwsError.Of(exception, what, permission),

        // No response, no credentials, or no region.
        AmazonClientException => new QueueRefusedException(AwsError.Of(exception, what, permission).Message, exception),
        _ => AwsError.Of(exception, what, permission),
    };

    /// <summary>Returns whether a compatible server lacks the operation.</summary>
    public static bool IsUnsupported(Exception? exception) =>
        exception is AmazonServiceException service
        && (service.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed or HttpStatusCode.InternalServerError
            || service.ErrorCode is "InvalidAction" or "UnsupportedOperation" or "AWS.SimpleQueueService.UnsupportedOperation" or "UnknownOperationException")
        && service is not QueueDoesNotExistException;

    private static bool IsDenied(AmazonServiceException exception) =>
        exception.ErrorCode?.Contains("AccessDenied", StringComparison.Ordinal) == true;
}
