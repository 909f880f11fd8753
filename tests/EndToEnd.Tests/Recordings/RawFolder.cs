using System.Security.Cryptography;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Stack;
using NUnit.Framework;

namespace EndToEnd.Tests.Recordings;

/// <summary>A folder with the same files as the raw bucket, from which follows what the lake has to be.</summary>
internal sealed class RawFolder : IDisposable
{
    private readonly RecordedStack _stack;

    /// <summary>Creates an empty one.</summary>
    public RawFolder(RecordedStack stack)
    {
        _stack = stack;
        Root = Directory.CreateTempSubdirectory("ecg-raw-").FullName;
    }

    /// <summary>Its path.</summary>
    public string Root { get; }

    /// <summary>The keys of its files, in order.</summary>
    public IReadOnlyList<string> Keys =>
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Writes a file and uploads it.</summary>
    public async Task PutAsync(string key, byte[] bytes)
    {
        string path = Path.Combine(Root, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes);
        await UploadAsync(key);
    }

    /// <summary>Uploads files that are there.</summary>
    public async Task UploadAsync(params IEnumerable<string> keys)
    {
        foreach (string key in keys)
        {
            await _stack.UploadAsync(key, await File.ReadAllBytesAsync(Path.Combine(Root, key)));
        }
    }

    /// <summary>Takes in the files of another folder, under a dataset of that folder's name.</summary>
    public void CopyFrom(string folder)
    {
        string dataset = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Root, dataset, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Asserts that the stack's lake is the one that the converter makes of this folder.</summary>
    public async Task AssertLakeIsItsConversionAsync()
    {
        SortedDictionary<string, byte[]> expected = await LakeContent.OfConvertedFolderAsync(Root, _stack);
        IReadOnlyDictionary<string, string> lake = await LakeContent.ETagsAsync(_stack);
        Assert.That(expected, Is.Not.Empty);
        Assert.That(lake.Keys, Is.EqualTo(expected.Keys));
        foreach ((string? key, byte[]? bytes) in expected)
        {
            // The tag of an object that went up whole is its MD5; only one that went up in parts has to come down again.
            bool isSame = lake[key].Contains('-', StringComparison.Ordinal)
                ? (await LakeContent.ReadAsync(_stack, key)).AsSpan().SequenceEqual(bytes)
                : lake[key] == ETagOf(bytes);
            Assert.That(isSame, $"{key} differs");
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

#pragma warning disable CA5351 // The entity tag of S3 is an MD5; it names content and protects nothing.
    private static string ETagOf(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
}
