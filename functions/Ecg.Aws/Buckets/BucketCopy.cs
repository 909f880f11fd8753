using System.Globalization;
using Ecg.Lake.Stores;

namespace Ecg.Aws.Buckets;

/// <summary>Copies tables of a lake in a bucket to a folder.</summary>
internal sealed class BucketCopy
{
    private const int SideBySide = 16;

    private readonly IBucket _lake;
    private readonly FolderStore _folder;

    /// <summary>Creates a copy.</summary>
    /// <param name="lake">The bucket.</param>
    /// <param name="folder">The folder's path.</param>
    public BucketCopy(IBucket lake, string folder)
    {
        ArgumentNullException.ThrowIfNull(lake);
        _lake = lake;
        _folder = new FolderStore(folder);
    }

    /// <summary>Copies tables.</summary>
    /// <param name="tables">The names of the tables.</param>
    /// <param name="prefix">The prefix of the tables in the bucket; empty for none.</param>
    /// <param name="begin">Receives a line about the copy before it begins.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <exception cref="IOException">The bucket cannot be read, or the folder cannot be written.</exception>
    public async Task CopyAsync(IEnumerable<string> tables, string prefix, Action<string> begin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(begin);
        var entries = new List<BucketEntry>();
        foreach (string table in tables)
        {
            await foreach (BucketEntry? entry in _lake.EntriesAsync($"{prefix}{table}/", cancellationToken).ConfigureAwait(false))
            {
                if (IsOfTable(entry.Key[prefix.Length..]))
                {
                    entries.Add(entry);
                }
            }
        }

        begin(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(entries.Count, "object")}, {entries.Sum(entry => entry.Bytes) / 1e6:0.0} MB"));
        var options = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            entries,
            options,
            async (entry, token) => await CopyAsync(entry.Key, entry.Key[prefix.Length..], token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    // TABLE/dataset=NAME/FILE. Other keys could lead outside the folder.
    private static bool IsOfTable(string key) =>
        key.Split('/') is [_, var partition, var file]
        && partition.StartsWith($"{PipelineContract.PartitionColumn}=", StringComparison.Ordinal)
        && file.Length > 0 && char.IsAsciiHexDigitLower(file[0])
        && !key.AsSpan().ContainsAny('\\', '\0');

    private async Task CopyAsync(string key, string path, CancellationToken cancellationToken)
    {
        StoredObject? opened = await _lake.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (opened is null)
        {
            return;
        }

        await using (opened.ConfigureAwait(false))
        {
            await opened.ReadAsync(body => _folder.PutAsync(path, output => Copy(body, output), cancellationToken), cancellationToken)
                .Unwrap().ConfigureAwait(false);
        }
    }

    private static long Copy(Stream body, Stream output)
    {
        body.CopyTo(output);
        return output.Position;
    }
}
