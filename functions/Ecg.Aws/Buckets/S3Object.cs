using Amazon.S3.Model;
using Ecg.Lake.Stores;

namespace Ecg.Aws.Buckets;

/// <summary>An object of a bucket whose body is still arriving.</summary>
internal sealed class S3Object : StoredObject
{
    private readonly GetObjectResponse _response;
    private readonly S3Body _body;

    /// <summary>Takes ownership of a response.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="uri">The object's name in error messages.</param>
    /// <param name="cancellationToken">Cancels waiting reads.</param>
    public S3Object(GetObjectResponse response, string uri, CancellationToken cancellationToken)
    {
        _response = response;
        _body = new S3Body(response.ResponseStream, response.ContentLength, uri, cancellationToken);
    }

    /// <inheritdoc/>
    public override long Length => _response.ContentLength;

    /// <inheritdoc/>
    public override Stream Content => _body;

    /// <inheritdoc/>
    public override Task<T> ReadAsync<T>(Func<Stream, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        return OwnThread.RunAsync(() => read(_body), cancellationToken);
    }

    /// <inheritdoc/>
    public override string GetETag(CancellationToken cancellationToken) => _response.ETag.Trim('"');

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _body.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
