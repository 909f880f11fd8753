using Amazon.S3.Model;
using Ecg.Lake;
using Ecg.Tests.Shared;
using EndToEnd.Tests.Stack;

namespace EndToEnd.Tests.Lakes;

/// <summary>All objects of a lake: keys and bytes.</summary>
internal static class LakeContent
{
    // Where the function writes in the processed bucket.
    private const string Folder = "incoming/";

    /// <summary>What is in the stack's processed bucket.</summary>
    public static async Task<SortedDictionary<string, byte[]>> OfAsync(RecordedStack stack)
    {
        var content = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var request = new ListObjectsV2Request { BucketName = stack.ProcessedBucket, Prefix = Folder };
        do
        {
            ListObjectsV2Response page = await stack.S3.ListObjectsV2Async(request);
            foreach (string? key in (page.S3Objects ?? []).Select(entry => entry.Key))
            {
                content.Add(key[Folder.Length..], await ReadAsync(stack, key));
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
        return content;
    }

    /// <summary>The keys in the stack's processed bucket that begin with a prefix.</summary>
    public static async Task<IReadOnlyList<string>> KeysAsync(RecordedStack stack, string prefix = "")
    {
        var keys = new List<string>();
        IListObjectsV2Paginator paginator = stack.S3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = stack.ProcessedBucket, Prefix = Folder + prefix });
        await foreach (S3Object? entry in paginator.S3Objects)
        {
            keys.Add(entry.Key[Folder.Length..]);
        }

        return keys;
    }

    /// <summary>What the converter makes of the same recordings in a folder.</summary>
    /// <param name="raw">The folder that stands for the raw bucket.</param>
    /// <param name="stack">The stack, whose raw bucket the rows are to name.</param>
    public static async Task<SortedDictionary<string, byte[]>> OfConvertedFolderAsync(string raw, RecordedStack stack)
    {
        string lake = Directory.CreateTempSubdirectory("ecg-lake-").FullName;
        try
        {
            var store = new FolderStore(raw, $"s3://{stack.RawBucket}");
            var converter = new Converter(store, new FolderStore(lake), new ConversionOptions());
            foreach (string key in FolderKeys.Of(raw))
            {
                if (key.EndsWith(".mat", StringComparison.Ordinal) || IsWfdbRecord(raw, key))
                {
                    await converter.ConvertAsync(key, default);
                }
            }

            return OfFolder(lake);
        }
        finally
        {
            Directory.Delete(lake, recursive: true);
        }
    }

    private static bool IsWfdbRecord(string raw, string key) =>
        key.EndsWith(".hea", StringComparison.Ordinal) && !File.Exists(Path.Combine(raw, Path.ChangeExtension(key, ".mat")));

    private static SortedDictionary<string, byte[]> OfFolder(string folder)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        return new(files.ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes), StringComparer.Ordinal);
    }

    private static async Task<byte[]> ReadAsync(RecordedStack stack, string key)
    {
        using GetObjectResponse answer = await stack.S3.GetObjectAsync(stack.ProcessedBucket, key);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
