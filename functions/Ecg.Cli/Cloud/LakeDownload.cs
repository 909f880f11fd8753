using Ecg.Aws.Accounts;
using Ecg.Aws.Buckets;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Cloud;

/// <summary>A temporary local copy of tables of a lake in a bucket.</summary>
internal sealed class LakeDownload : IDisposable
{
    private LakeDownload(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Copies the tables.</summary>
    /// <exception cref="IOException">The bucket cannot be read, or the disk is full.</exception>
    public static async Task<LakeDownload> FetchAsync(
        AwsClients clients, BucketAddress lake, IReadOnlyList<string> tables, CommandOutput output, CancellationToken cancellationToken)
    {
        var download = new LakeDownload(Directory.CreateTempSubdirectory("ecg-lake-").FullName);
        try
        {
            string prefix = lake.Prefix.Trim('/') is { Length: > 0 } folder ? $"{folder}/" : "";
            await new BucketCopy(new S3Store(clients.S3, lake.Bucket), download.Folder)
                .CopyAsync(tables, prefix, what => output.Message($"copying {string.Join(", ", tables)} from {lake}: {what}."), cancellationToken)
                .ConfigureAwait(false);
            return download;
        }
        catch
        {
            download.Dispose();
            throw;
        }
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
