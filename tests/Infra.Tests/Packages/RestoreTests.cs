using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Tests.Scripts;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Packages;

/// <summary>
/// The program restores with the real packages. A provider asks for at least the engine's SDK that it was packed with, whatever that is by then:
/// the stand-ins have the providers' names and versions, and ask for an SDK of their own.
/// </summary>
[TestFixture]
public sealed class RestoreTests
{
    private const string Asked = "3.115.0";
    private const string Program = "infra/Infra.csproj";

    private string _folder = null!;

    [SetUp]
    public void MakeFeed()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-restore-").FullName;
        foreach (string file in Projects())
        {
            string copy = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(ProjectFiles.InRoot(file), copy);
        }

        string feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        Dictionary<string, string> versions = Versions();
        StandInFeed packages = new StandInFeed(feed)
            .With("Pulumi", "3.112.1")
            .With("Pulumi", Asked)
            .With("Pulumi.Aws", versions["Pulumi.Aws"], ("Pulumi", Asked))
            .With("Pulumi.Awsx", versions["Pulumi.Awsx"], ("Pulumi", Asked), ("Pulumi.Aws", versions["Pulumi.Aws"]))

            // The SDK asks for it, for the generator of the doubles.
            .With("NETStandard.Library", "2.0.3");
        foreach ((string id, string version) in versions.Where(package => package.Key is not ("Pulumi" or "Pulumi.Aws" or "Pulumi.Awsx")))
        {
            _ = packages.With(id, version);
        }

        File.WriteAllText(
            Path.Combine(_folder, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="feed" value="{feed}" /></packageSources></configuration>""");
    }

    [TearDown]
    public void RemoveFeed() => Directory.Delete(_folder, recursive: true);

    [TestCase("infra/Infra.csproj", "infra")]
    [TestCase("tests/Official.Tests/Official.Tests.csproj", "tests/Official.Tests")]
    [TestCase("EcgPipeline.slnx", "infra")]
    public async Task Follows_its_providers_to_the_SDK_that_they_ask_for(string restored, string project)
    {
        await RestoresAsync(restored);
        JsonNode assets = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, project, "obj", "project.assets.json")))!;
        Assert.That(assets["libraries"]!.AsObject().Select(library => library.Key), Does.Contain($"Pulumi/{Asked}"));
    }

    [Test]
    public async Task Would_not_restore_with_an_SDK_that_is_pinned_below_that()
    {
        string versions = Path.Combine(_folder, "Directory.Packages.props");
        File.WriteAllText(versions, File.ReadAllText(versions).Replace("Include=\"Pulumi\" Version=\"3.*\"", "Include=\"Pulumi\" Version=\"3.112.1\"", StringComparison.Ordinal));
        Assert.That((await RestoreAsync(Program)).Output, Does.Contain("NU1605"));
    }

    [Test]
    public async Task Takes_in_a_workflow_no_version_but_the_locked_ones()
    {
        await RestoresAsync(Program);
        _ = new StandInFeed(Path.Combine(_folder, "feed")).With("Pulumi", "3.116.0");
        await RestoresAsync(Program, ci: "true");
        Assert.That(Locked("Pulumi"), Is.EqualTo(Asked));
    }

    private async Task RestoresAsync(string restored, string ci = "")
    {
        ScriptRun run = await RestoreAsync(restored, ci);
        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    // All that a restore reads.
    private static IEnumerable<string> Projects() =>
    [
        "Directory.Build.props", "Directory.Packages.props", "EcgPipeline.slnx", "global.json",
        .. from folder in new[] { "functions", "infra", "tests" }
           from file in Directory.EnumerateFiles(ProjectFiles.InRoot(folder), "*.*", new EnumerationOptions { RecurseSubdirectories = true })
           where Path.GetExtension(file) is ".csproj" or ".props" or ".targets"
           let path = Path.GetRelativePath(ProjectFiles.InRoot(), file)
           where !path.Split(Path.DirectorySeparatorChar).Any(step => step is "bin" or "obj")
           select path,
    ];

    private static Dictionary<string, string> Versions() => XDocument.Load(ProjectFiles.InRoot("Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);

    private string Locked(string package) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "infra", "packages.lock.json")))!["dependencies"]!["net10.0"]![package]!["resolved"]!.ToString();

    private Task<ScriptRun> RestoreAsync(string restored, string ci = "") => ScriptRun.RunAsync(
        "dotnet",
        ["restore", restored, "--nologo", "--disable-build-servers"],
        _folder,
        new Dictionary<string, string>
        {
            // The stand-ins bear real names: they must not get among the packages of whoever runs the tests.
            ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages"),
            ["CI"] = ci,
        });
}
