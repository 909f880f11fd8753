using NUnit.Framework;

namespace Ecg.Tests;

/// <summary>The real recordings that stand beside the project, not in it.</summary>
internal static class SharedData
{
    /// <summary>A file or folder of them; the test is skipped where it is missing.</summary>
    public static string PathOf(params string[] parts)
    {
        string path = Path.Combine([RepositoryFolder.Path, "..", "shared", "data", .. parts]);
        if (!Path.Exists(path))
        {
            Assert.Ignore($"{Path.Combine(["../shared/data", .. parts])} is not there.");
        }

        return Path.GetFullPath(path);
    }
}
