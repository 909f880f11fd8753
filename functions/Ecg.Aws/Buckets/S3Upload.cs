using System.Buffers;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Ecg.Aws.Buckets;

/// <summary>
/// Uploads an object sequentially. Up to the size of one part, it is buffered and uploaded with one request; a larger object is
/// uploaded in parts. The object is not visible before <see cref="CompleteAsync"/>.
/// </summary>
/// <param name="s3">The client.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="key">The object's key.</param>
/// <param name="uri">The object's name in error messages.</param>
/// <param name="beforeReplacing">Called if an object with the key exists; <see langword="null"/> if that does not matter.</param>
/// <param name="cancellationToken">Cancels the upload.</param>
internal sealed class S3Upload(
    IAmazonS3 s3, string bucket, string key, string uri, Func<Task>? beforeReplacing, CancellationToken cancellationToken) : Stream
{
    /// <summary>The size of a part: the largest object that is uploaded with one request.</summary>
    public const int PartSize = 16 << 20;

    private const int FirstBuffer = 64 << 10;

    // S3 User Guide, "How to prevent object overwrites with conditional writes": the request fails if an object exists.
    private const string NoObject = "*";

    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(5);

    private readonly List<PartETag> _parts = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _count;
    private string? _uploadId;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_count == PartSize)
            {
                // The writer is synchronous, and must not run ahead of the network by more than a part.
                PutPartAsync().GetAwaiter().GetResult();
            }

            int count = Math.Min(buffer.Length, PartSize - _count);
            Reserve(_count + count);
            buffer[..count].CopyTo(_buffer.AsSpan(_count));
            _count += count;
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <summary>Makes the object visible.</summary>
    /// <exception cref="IOException">The bucket cannot be written now.</exception>
    public async Task CompleteAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_uploadId is null)
        {
            await PutAllAsync().ConfigureAwait(false);
            return;
        }

        await PutPartAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await AppearAsync(async condition =>
        {
            var request = new CompleteMultipartUploadRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = _uploadId,
                PartETags = _parts,
                IfNoneMatch = condition,
            };
            await CallAsync(() => s3.CompleteMultipartUploadAsync(request, cancellationToken)).ConfigureAwait(false);
        }).ConfigureAwait(false);
        _uploadId = null;
    }

    /// <summary>Aborts the upload. Never throws: the bucket's lifecycle rule removes what remains.</summary>
    public async Task AbortAsync()
    {
        if (_uploadId is null)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(AbortTimeout);
        try
        {
            var request = new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = _uploadId };
            await s3.AbortMultipartUploadAsync(request, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AmazonS3Exception or Amazon.Runtime.AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            // The caller needs the error that made the upload fail.
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        base.Dispose(disposing);
    }

    private static string ContentTypeOf(string key) =>
        key.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/vnd.apache.parquet";

    private void Reserve(int size)
    {
        if (size <= _buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(PartSize, Math.Max(size, 2 * _buffer.Length)));
        _buffer.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    // The writing request itself reports an existing object, so a new object costs no extra request.
    private async Task AppearAsync(Func<string?, Task> write)
    {
        if (beforeReplacing is null)
        {
            await write(null).ConfigureAwait(false);
            return;
        }

        try
        {
            await write(NoObject).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict })
        {
            await beforeReplacing().ConfigureAwait(false);
            await write(null).ConfigureAwait(false);
        }
    }

    private Task PutAllAsync() => AppearAsync(PutAllAsync);

    private async Task PutAllAsync(string? condition)
    {
        using var content = new MemoryStream(_buffer, 0, _count, writable: false);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = content,
            AutoCloseStream = false,
            IfNoneMatch = condition,
            ContentType = ContentTypeOf(key),
        };
        await CallAsync(() => s3.PutObjectAsync(request, cancellationToken)).ConfigureAwait(false);
    }

    private async Task PutPartAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        _uploadId ??= await BeginAsync().ConfigureAwait(false);
        using var content = new MemoryStream(_buffer, 0, _count, writable: false);
        var request = new UploadPartRequest
        {
            BucketName = bucket,
            Key = key,
            UploadId = _uploadId,
            PartNumber = _parts.Count + 1,
            PartSize = _count,
            InputStream = content,
        };
        UploadPartResponse response = await CallAsync(() => s3.UploadPartAsync(request, cancellationToken)).ConfigureAwait(false);
        _parts.Add(new PartETag(response));
        _count = 0;
    }

    private async Task<string> BeginAsync()
    {
        var request = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = ContentTypeOf(key) };
        InitiateMultipartUploadResponse response = await CallAsync(() => s3.InitiateMultipartUploadAsync(request, cancellationToken)).ConfigureAwait(false);
        return response.UploadId;
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
        where T : class =>
        await S3Store.TryAsync(call, $"{uri} cannot be written", "s3:PutObject", cancellationToken).ConfigureAwait(false)
        ?? throw new IOException($"{uri} cannot be written: the upload was aborted from outside; try again");
}
