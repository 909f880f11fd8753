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

    private string _folder = null!;

    [SetUp]
    public void MakeFeed()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-restore-").FullName;
        foreach (string file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", "infra/Infra.csproj" })
        {
            string copy = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(ProjectFiles.InRoot(file), copy);
        }

        string feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        (string aws, string awsx) = (Pinned("Pulumi.Aws"), Pinned("Pulumi.Awsx"));
        _ = new StandInFeed(feed)
            .With("Pulumi", "3.112.1")
            .With("Pulumi", Asked)
            .With("Pulumi.Aws", aws, ("Pulumi", Asked))
            .With("Pulumi.Awsx", awsx, ("Pulumi", Asked), ("Pulumi.Aws", aws));
        File.WriteAllText(
            Path.Combine(_folder, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="feed" value="{feed}" /></packageSources></configuration>""");
    }

    [TearDown]
    public void RemoveFeed() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Follows_its_providers_to_the_SDK_that_they_ask_for()
    {
        await RestoresAsync();
        Assert.That(Locked("Pulumi"), Is.EqualTo(Asked));
    }

    [Test]
    public async Task Would_not_restore_with_an_SDK_that_is_pinned_below_that()
    {
        string versions = Path.Combine(_folder, "Directory.Packages.props");
        File.WriteAllText(versions, File.ReadAllText(versions).Replace("Include=\"Pulumi\" Version=\"3.*\"", "Include=\"Pulumi\" Version=\"3.112.1\"", StringComparison.Ordinal));
        Assert.That((await RestoreAsync()).Output, Does.Contain("NU1605"));
    }

    [Test]
    public async Task Takes_in_a_workflow_no_version_but_the_locked_ones()
    {
        await RestoresAsync();
        _ = new StandInFeed(Path.Combine(_folder, "feed")).With("Pulumi", "3.116.0");
        await RestoresAsync(ci: "true");
        Assert.That(Locked("Pulumi"), Is.EqualTo(Asked));
    }

    private async Task RestoresAsync(string ci = "")
    {
        ScriptRun run = await RestoreAsync(ci);
        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    private static string Pinned(string package) => XDocument.Load(ProjectFiles.InRoot("Directory.Packages.props"))
        .Descendants("PackageVersion")
        .Single(version => (string?)version.Attribute("Include") == package)
        .Attribute("Version")!.Value;

    private string Locked(string package) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "infra", "packages.lock.json")))!["dependencies"]!["net10.0"]![package]!["resolved"]!.ToString();

    private Task<ScriptRun> RestoreAsync(string ci = "") => ScriptRun.RunAsync(
        "dotnet",
        ["restore", "infra/Infra.csproj", "--nologo", "--disable-build-servers"],
        _folder,
        new Dictionary<string, string>
        {
            // The stand-ins bear real names: they must not get among the packages of whoever runs the tests.
            ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages"),
            ["CI"] = ci,
        });
}
