using System.Net;
using Amazon.Runtime;

namespace Ecg.Aws.Accounts;

/// <summary>Says in one line what a service refused, and what to do.</summary>
internal static class AwsError
{
    private static readonly string[] CredentialCodes =
        ["ExpiredToken", "InvalidAccessKeyId", "InvalidClientTokenId", "RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException"];

    /// <summary>An error of a service as an error of a store.</summary>
    /// <param name="exception">What the SDK threw.</param>
    /// <param name="what">What cannot be done, such as <c>s3://raw/a.mat cannot be read</c>.</param>
    /// <param name="permission">What the caller has to be allowed, such as <c>s3:GetObject</c>.</param>
    public static IOException Of(Exception exception, string what, string permission) =>
        new($"{what}: {Why(exception, permission)}", exception);

    /// <summary>
    /// Whether S3 itself answered that there is no such object or upload. Any other 404 is a failure: a wrong endpoint and a
    /// gateway's page say nothing of what the bucket holds.
    /// </summary>
    /// <remarks>
    /// S3 repeats the key, and with a control character in it the answer is no XML 1.0: the SDK then finds no code and quotes
    /// the answer.
    /// </remarks>
    public static bool IsMissing(AmazonServiceException exception) => exception.ErrorCode is "NoSuchKey" or "NoSuchUpload"
        || (exception.StatusCode == HttpStatusCode.NotFound && exception.Message.Contains("<Code>NoSuchKey</Code>", StringComparison.Ordinal));

    /// <summary>
    /// Whether S3 itself answered a HEAD request that there is no such object. Such an answer has no body, and so no code, but
    /// the request's identifier, which S3 gives with every answer.
    /// </summary>
    public static bool IsMissingHead(AmazonServiceException exception) =>
        exception.StatusCode == HttpStatusCode.NotFound && !string.IsNullOrEmpty(exception.RequestId);

    /// <summary>Whether the credentials are expired, unknown or wrong.</summary>
    public static bool IsOfCredentials(AmazonServiceException exception) =>
        CredentialCodes.Any(code => exception.ErrorCode?.StartsWith(code, StringComparison.Ordinal) == true);

    private static string Why(Exception exception, string permission) => exception switch
    {
        AmazonServiceException { ErrorCode: "NoSuchBucket" } => "there is no such bucket",
        AmazonServiceException { ErrorCode: "InvalidObjectState" } => "it is archived; restore it, then send its message again",
        AmazonServiceException service when IsOfCredentials(service) =>
            $"the AWS credentials are not accepted ({service.ErrorCode}); renew them",
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } => $"access denied; it needs the permission {permission}",
        AmazonServiceException { StatusCode: HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests } service =>
            $"throttled ({CodeOf(service)}); try again later",
        AmazonServiceException { StatusCode: not 0 } service => $"{(int)service.StatusCode} {CodeOf(service)}: {OneLine.Clean(service.Message)}",
        AmazonClientException client when IsAbout(client, "credentials") =>
            "no AWS credentials were found: name a profile (AWS_PROFILE), set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run with an IAM role",
        AmazonClientException client when IsAbout(client, "RegionEndpoint") => "no AWS region is set: set AWS_REGION, or name a profile that has one",
        OperationCanceledException or TimeoutException => "no answer in time; try again later",
        _ => OneLine.Clean(Innermost(exception).Message),
    };

    private static string CodeOf(AmazonServiceException exception) =>
        string.IsNullOrEmpty(exception.ErrorCode) ? exception.StatusCode.ToString() : exception.ErrorCode;

    private static bool IsAbout(AmazonClientException exception, string word) =>
        exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase);

    // The SDK wraps what the network said.
    private static Exception Innermost(Exception exception) =>
        exception is AmazonServiceException && exception.InnerException is { } inner ? Innermost(inner) : exception;
}
