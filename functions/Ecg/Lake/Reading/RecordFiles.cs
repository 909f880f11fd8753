using System.Security.Cryptography;
using System.Text;
using Ecg.Formats.Wfdb;
using Ecg.Lake.Stores;

namespace Ecg.Lake.Reading;

/// <summary>Opens the files of a WFDB record in a store, and identifies the bytes that were read.</summary>
/// <param name="store">The store.</param>
/// <param name="headerKey">The key of the record's header.</param>
/// <param name="cancellationToken">Cancels the operation.</param>
internal sealed class RecordFiles(IObjectStore store, string headerKey, CancellationToken cancellationToken) : IWfdbFiles
{
    private readonly string _folder = headerKey[..(headerKey.LastIndexOf('/') + 1)];
    private readonly StringBuilder _tags = new();
    private IOException? _failure;

    /// <summary>The number of bytes of all files read.</summary>
    public long Bytes { get; private set; }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        StoredObject? file = await store.OpenAsync(_folder + name, cancellationToken).ConfigureAwait(false);
        return file is null ? null : new RecordFileStream(file, Add);
    }

    /// <summary>Counts a file of the record as read.</summary>
    public void Add(StoredObject file)
    {
        try
        {
            _tags.Append('\n').Append(file.GetETag(cancellationToken));
            Bytes += file.Length;
        }
        catch (IOException failure)
        {
            _failure ??= failure;
        }
    }

    /// <summary>
    /// Returns one entity tag for the header and all files that were read, formed like the ETag of an S3 multipart upload: the MD5
    /// of the tags and their number.
    /// </summary>
    /// <exception cref="IOException">A file could not be read to its end.</exception>
    public string ETagWith(string headerTag)
    {
        if (_failure is not null)
        {
            throw new IOException(_failure.Message, _failure);
        }

        string tags = headerTag + _tags;
#pragma warning disable CA5351 // Identification, not protection: S3's entity tags are MD5 sums.
        byte[] hash = MD5.HashData(Encoding.ASCII.GetBytes(tags));
#pragma warning restore CA5351
        return $"{Convert.ToHexStringLower(hash)}-{tags.Count(c => c == '\n') + 1}";
    }
}
