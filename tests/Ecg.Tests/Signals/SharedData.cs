using NUnit.Framework;

namespace Ecg.Tests.Signals;

/// <summary>Real recordings that lie beside the project and are no part of it.</summary>
internal static class SharedData
{
    /// <summary>The path of a file in <c>../shared/data</c>; the test is reported as skipped where it is missing.</summary>
    public static string PathOf(string name)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder?.Parent?.FullName ?? string.Empty, "shared", "data", name);
        if (!File.Exists(path))
        {
            Assert.Ignore($"There is no ../shared/data/{name}.");
        }

        return path;
    }
}
