using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Ecg.Aws.Accounts;
using Ecg.Lake.Stores;

namespace Ecg.Aws.Buckets;

/// <summary>An S3 bucket as an object store.</summary>
/// <remarks>The SDK retries throttled and broken requests; a final failure is an <see cref="IOException"/>.</remarks>
internal sealed class S3Store : IBucket
{
    // Amazon S3 User Guide, "Naming Amazon S3 objects": at most 1,024 bytes of UTF-8.
    private const int LongestKey = 1024;

    private readonly IAmazonS3 _s3;
    private readonly string _bucket;

    /// <summary>Creates the store without accessing the bucket.</summary>
    public S3Store(IAmazonS3 s3, string bucket)
    {
        ArgumentNullException.ThrowIfNull(s3);
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        _s3 = s3;
        _bucket = bucket;
    }

    /// <inheritdoc/>
    public async Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        RefuseUnaddressable(key);
        GetObjectResponse? response = await TryAsync(
            () => _s3.GetObjectAsync(new GetObjectRequest { BucketName = _bucket, Key = key }, cancellationToken),
            $"{UriOf(key)} cannot be read",
            "s3:GetObject",
            cancellationToken).ConfigureAwait(false);
        return response is null ? null : new S3Object(response, UriOf(key), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken) =>
        PutAsync(key, write, beforeReplacing: null, cancellationToken);

    /// <inheritdoc/>
    public Task<T> ReplaceAsync<T>(string key, Func<Stream, T> write, Func<Task> beforeReplacing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(beforeReplacing);
        return PutAsync(key, write, beforeReplacing, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> HoldsAsync(string key, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken).ConfigureAwait(false) is not null;

    private async Task<T> PutAsync<T>(string key, Func<Stream, T> write, Func<Task>? beforeReplacing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var upload = new S3Upload(_s3, _bucket, key, UriOf(key), beforeReplacing, cancellationToken);
        try
        {
            T? written = await OwnThread.RunAsync(() => write(upload), cancellationToken).ConfigureAwait(false);
            await upload.CompleteAsync().ConfigureAwait(false);
            return written;
        }
        catch
        {
            await upload.AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) => TryAsync(
        () => _s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket, Key = key }, cancellationToken),
        $"{UriOf(key)} cannot be deleted",
        "s3:DeleteObject",
        cancellationToken);

    /// <summary>Returns the versions of an object, including delete markers, newest first; none if it never existed.</summary>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    public async Task<IReadOnlyList<string>> VersionsAsync(string key, CancellationToken cancellationToken)
    {
        var versions = new List<string>();
        var request = new ListVersionsRequest { BucketName = _bucket, Prefix = key, Encoding = EncodingType.Url };
        bool isComplete = false;
        while (!isComplete)
        {
            ListVersionsResponse page = await TryAsync(
                () => _s3.ListVersionsAsync(request, cancellationToken),
                $"the versions of {UriOf(key)} cannot be listed",
                "s3:ListBucketVersions",
                cancellationToken).ConfigureAwait(false)
                ?? throw new IOException($"s3://{_bucket} cannot be listed: there is no such bucket");
            List<S3ObjectVersion> listed = page.Versions ?? [];

            // The key itself comes before all keys that begin with it.
            versions.AddRange(listed.Select(version => (Key: KeyEncoding.Decode(version.Key), version.VersionId)).Where(version => version.Key == key).Select(version => version.VersionId));
            isComplete = page.IsTruncated != true || KeyEncoding.Decode(listed[^1].Key) != key;
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }

        return versions;
    }

    /// <summary>Deletes versions of an object for good; a missing version is not an error.</summary>
    /// <exception cref="IOException">The bucket cannot be written now, or a version is under Object Lock.</exception>
    public async Task EraseAsync(string key, IReadOnlyList<string> versions, CancellationToken cancellationToken)
    {
        foreach (string version in versions)
        {
            await TryAsync(
                () => _s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket, Key = key, VersionId = version }, cancellationToken),
                $"a version of {UriOf(key)} cannot be deleted",
                "s3:DeleteObjectVersion",
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken)
    {
        RefuseUnaddressable(key);
        try
        {
            var request = new GetObjectMetadataRequest { BucketName = _bucket, Key = key };
            GetObjectMetadataResponse response = await _s3.GetObjectMetadataAsync(request, cancellationToken).ConfigureAwait(false);
            return new BucketEntry(key, response.ContentLength, Unquoted(response.ETag), InUtc(response.LastModified));
        }
        catch (AmazonServiceException exception) when (AwsError.IsMissingHead(exception))
        {
            return null;
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return await FindByReadingAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw AwsError.Of(exception, $"{UriOf(key)} cannot be read", "s3:GetObject");
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, CancellationToken cancellationToken) =>
        ListAsync(new BucketListing(prefix), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<BucketEntry> ListAsync(BucketListing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);

        // Keys may contain characters that XML cannot.
        var request = new ListObjectsV2Request
        {
            BucketName = _bucket,
            Prefix = listing.Prefix,
            StartAfter = listing.StartAfter,
            Delimiter = listing.IsFlat ? "/" : null,
            Encoding = EncodingType.Url,
        };
        do
        {
            ListObjectsV2Response page = await TryAsync(
                () => _s3.ListObjectsV2Async(request, cancellationToken),
                $"{UriOf(listing.Prefix)} cannot be listed",
                "s3:ListBucket",
                cancellationToken).ConfigureAwait(false)
                ?? throw new IOException($"s3://{_bucket} cannot be listed: there is no such bucket");
            foreach (Amazon.S3.Model.S3Object? entry in page.S3Objects ?? [])
            {
                yield return new BucketEntry(
                    page.Encoding == EncodingType.Url ? KeyEncoding.Decode(entry.Key) : entry.Key,
                    entry.Size ?? 0,
                    Unquoted(entry.ETag),
                    InUtc(entry.LastModified));
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    /// <inheritdoc/>
    public string? WhyTooLong(string key) => Encoding.UTF8.GetByteCount(key) is > LongestKey and var length
        ? $"a key of {length} bytes, above S3's limit of {LongestKey}"
        : null;

    /// <inheritdoc/>
    public string UriOf(string key) => $"s3://{_bucket}/{key}";

    /// <summary>Calls the service.</summary>
    /// <returns>The response, or <see langword="null"/> if there is no such object.</returns>
    internal static async Task<T?> TryAsync<T>(
        Func<Task<T>> call,
        string what,
        string permission,
        CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (AwsError.IsMissing(exception))
        {
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw AwsError.Of(exception, what, permission);
        }
    }

    // The body of a GET response shows what a HEAD response cannot: who reports that the object does not exist.
    private async Task<BucketEntry?> FindByReadingAsync(string key, CancellationToken cancellationToken)
    {
        using GetObjectResponse? response = await TryAsync(
            () => _s3.GetObjectAsync(new GetObjectRequest { BucketName = _bucket, Key = key }, cancellationToken),
            $"{UriOf(key)} cannot be read",
            "s3:GetObject",
            cancellationToken).ConfigureAwait(false);
        return response is null ? null : new BucketEntry(key, response.ContentLength, Unquoted(response.ETag), InUtc(response.LastModified));
    }

    // With the bucket in the path, the SDK takes the slash of such a key for the end of the bucket's name and requests
    // another object. With the bucket in the host name, as for AWS, the key is unchanged.
    private void RefuseUnaddressable(string key)
    {
        if (key.StartsWith('/') && _s3.Config is AmazonS3Config { ForcePathStyle: true })
        {
            throw new IOException($"{UriOf(key)} cannot be read: with --endpoint-url, a key cannot begin with a slash; copy the object to another key");
        }
    }

    private static string Unquoted(string? etag) => etag?.Trim('"') ?? "";

    private static DateTimeOffset InUtc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.MinValue;
}
