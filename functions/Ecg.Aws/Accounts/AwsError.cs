using System.Net;
using Amazon.Runtime;

namespace Ecg.Aws.Accounts;

/// <summary>Formats service errors on one line, with what to do.</summary>
internal static class AwsError
{
    private static readonly string[] CredentialCodes =
        ["ExpiredToken", "InvalidAccessKeyId", "InvalidClientTokenId", "RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException"];

    /// <summary>Converts a service error to a store's error.</summary>
    /// <param name="exception">The SDK's exception.</param>
    /// <param name="what">What failed, such as <c>s3://raw/a.mat cannot be read</c>.</param>
    /// <param name="permission">The permission that the caller needs, such as <c>s3:GetObject</c>.</param>
    public static IOException Of(Exception exception, string what, string permission) =>
        new($"{what}: {Why(exception, permission)}", exception);

    /// <summary>
    /// Returns whether S3 itself answered that there is no such object or upload. Any other 404 is a failure: a wrong endpoint's or a
    /// gateway's page says nothing about the bucket.
    /// </summary>
    /// <remarks>
    /// S3 repeats the key. If it contains a control character, the answer is not valid XML 1.0: the SDK then finds no code and quotes
    /// the answer.
    /// </remarks>
    public static bool IsMissing(AmazonServiceException exception) => exception.ErrorCode is "NoSuchKey" or "NoSuchUpload"
        || (exception.StatusCode == HttpStatusCode.NotFound && exception.Message.Contains("<Code>NoSuchKey</Code>", StringComparison.Ordinal));

    /// <summary>
    /// Returns whether S3 itself answered a HEAD request that there is no such object. Such an answer has no body, and so no code, but
    /// it has a request id, as every answer of S3 does.
    /// </summary>
    public static bool IsMissingHead(AmazonServiceException exception) =>
        exception.StatusCode == HttpStatusCode.NotFound && !string.IsNullOrEmpty(exception.RequestId);

    /// <summary>Returns whether the credentials are expired, unknown or wrong.</summary>
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

    // The SDK wraps network errors.
    private static Exception Innermost(Exception exception) =>
        exception is AmazonServiceException && exception.InnerException is { } inner ? Innermost(inner) : exception;
}
