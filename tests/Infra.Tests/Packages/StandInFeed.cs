using System.IO.Compression;

namespace Infra.Tests.Packages;

/// <summary>A folder of packages that have a name, a version and dependencies, and nothing in them: enough to see what a restore makes of real ones.</summary>
/// <param name="folder">Where the packages are put.</param>
internal sealed class StandInFeed(string folder)
{
    /// <summary>Adds a package.</summary>
    public StandInFeed With(string id, string version, params IReadOnlyList<(string Id, string Version)> dependencies)
    {
        using ZipArchive package = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        Write(package, $"{id}.nuspec", Manifest(id, version, dependencies));
        Write(package, "lib/netstandard2.0/_._", "");
        return this;
    }

    private static string Manifest(string id, string version, IReadOnlyList<(string Id, string Version)> dependencies) =>
        $"""
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>{id}</id>
            <version>{version}</version>
            <authors>tests</authors>
            <description>A stand-in.</description>
            <dependencies>
              <group targetFramework="netstandard2.0">
                {string.Concat(dependencies.Select(one => $"<dependency id=\"{one.Id}\" version=\"{one.Version}\" />"))}
              </group>
            </dependencies>
          </metadata>
        </package>
        """;

    private static void Write(ZipArchive package, string entry, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(entry).Open());
        writer.Write(text);
    }
}
