using System.Security.Cryptography;
using Ecg.Formats;

namespace Ecg.Lake.Stores;

/// <summary>An open file whose MD5 is computed while it is read.</summary>
internal sealed class StoredFile : StoredObject
{
    private readonly Stream _file;
    private readonly HashingStream _content;

    /// <summary>Takes ownership of an open file.</summary>
    public StoredFile(Stream file)
    {
        _file = file;
        _content = new HashingStream(file);
    }

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <inheritdoc/>
    public override Stream Content => _content;

    /// <inheritdoc/>
    public override string GetETag(CancellationToken cancellationToken) => _content.Finish(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _content.Dispose();
        return _file.DisposeAsync();
    }

    private sealed class HashingStream(Stream inner) : ForwardStream
    {
        // S3's entity tag is an MD5; it identifies content, and protects nothing.
#pragma warning disable CA5351
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

        public string Finish(CancellationToken cancellationToken)
        {
            Span<byte> rest = stackalloc byte[8192];
            while (Read(rest) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            return Convert.ToHexStringLower(_hash.GetCurrentHash());
        }

        public override int Read(Span<byte> buffer)
        {
            int count = inner.Read(buffer);
            _hash.AppendData(buffer[..count]);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _hash.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
