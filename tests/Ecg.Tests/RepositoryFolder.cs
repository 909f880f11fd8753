using NUnit.Framework;

namespace Ecg.Tests;

/// <summary>The repository that the tests stand in.</summary>
internal static class RepositoryFolder
{
    /// <summary>Its folder.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not stand in the repository.");
        }

        return folder.FullName;
    }
}
