namespace Ecg.Tests.Shared;

/// <summary>What lies in a folder that stands for a bucket.</summary>
internal static class FolderKeys
{
    /// <summary>The keys of its objects in ordinal order, half-written ones left out; none where there is no folder.</summary>
    public static IReadOnlyList<string> Of(string folder) => !Directory.Exists(folder)
        ? []
        :
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(key => !Path.GetFileName(key).StartsWith('.'))
                .Order(StringComparer.Ordinal),
        ];
}
