using Amazon.S3.Model;
using Ecg.Lake;
using Ecg.Lake.Stores;
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
        foreach (string key in await KeysAsync(stack))
        {
            content.Add(key, await ReadAsync(stack, key));
        }

        return content;
    }

    /// <summary>The keys in that folder that begin with a prefix, without the folder.</summary>
    public static async Task<IReadOnlyList<string>> KeysAsync(RecordedStack stack, string prefix = "") =>
        [.. (await ETagsAsync(stack, prefix)).Keys];

    /// <summary>The same keys, in order, with the entity tags of their objects.</summary>
    public static async Task<SortedDictionary<string, string>> ETagsAsync(RecordedStack stack, string prefix = "")
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        IListObjectsV2Paginator paginator = stack.S3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = stack.ProcessedBucket, Prefix = Folder + prefix });
        await foreach (S3Object? entry in paginator.S3Objects)
        {
            tags.Add(entry.Key[Folder.Length..], entry.ETag.Trim('"'));
        }

        return tags;
    }

    /// <summary>The bytes of an object in that folder.</summary>
    public static async Task<byte[]> ReadAsync(RecordedStack stack, string key)
    {
        using GetObjectResponse answer = await stack.S3.GetObjectAsync(stack.ProcessedBucket, Folder + key);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
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
                if (key.EndsWith(".mat", StringComparison.OrdinalIgnoreCase) || IsWfdbRecord(raw, key))
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
}
