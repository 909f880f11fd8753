using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecg.Tests;
using Ecg.Tests.Shared;
using NUnit.Framework;

namespace EndToEnd.Tests;

/// <summary>What a release gives people to install, built and run as its workflow does.</summary>
[Category("Package")]
[Platform(Exclude = "Win", Reason = "The script that tries a command is the workflow's, for its Unix machines.")]
public sealed partial class PackagedCommandTests
{
    private const string Project = "functions/Ecg.Cli";
    private const string Notices = "THIRD-PARTY-NOTICES.txt";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private string _folder = null!;
    private string _version = null!;

    [OneTimeSetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-package-").FullName;
        _version = Run("dotnet", "msbuild", Project, "-getProperty:Version").Trim();
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_download_runs_where_nothing_is_installed()
    {
        RequireLinker();
        string output = Path.Combine(_folder, "download");
        Run("dotnet", "publish", Project, "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", "-p:DebugType=none", "--output", output);

        string library = OperatingSystem.IsMacOS() ? "dylib" : "so";
        Assert.That(
            Directory.EnumerateFileSystemEntries(output).Select(Path.GetFileName),
            Is.EquivalentTo(["ecg", $"libduckdb.{library}", $"libSkiaSharp.{library}", $"libzstd.{library}", Notices]));
        Assert.That(Try(Path.Combine(output, "ecg")), Does.Match(VersionLine));
        AssertNamesEveryWork(File.ReadAllText(Path.Combine(output, Notices)), [$"Microsoft.NETCore.App.Runtime.{RuntimeInformation.RuntimeIdentifier} {Environment.Version}"]);
    }

    [Test]
    public void The_tool_runs_once_it_is_installed()
    {
        string packages = Path.Combine(_folder, "packages");
        string tool = Path.Combine(_folder, "tool");

        // Of the platforms only the one that the test runs on: the others take as long each, and cannot be run here.
        Run(Script("pack-tool.sh"), packages, RuntimeInformation.RuntimeIdentifier);
        Run("dotnet", "tool", "install", "Ecg.Cli", "--version", _version, "--source", packages, "--tool-path", tool);

        Assert.That(
            Directory.EnumerateFiles(packages).Select(Path.GetFileName),
            Is.EquivalentTo([$"Ecg.Cli.{_version}.nupkg", $"Ecg.Cli.{RuntimeInformation.RuntimeIdentifier}.{_version}.nupkg"]));
        Assert.That(Try(Path.Combine(tool, "ecg")), Does.Match(VersionLine));
        AssertNamesEveryWork(File.ReadAllText(Directory.EnumerateFiles(tool, Notices, SearchOption.AllDirectories).Single()), []);
    }

    // Every package that restore found for the command, each with its license's text or a pointer to the same text above.
    private void AssertNamesEveryWork(string notices, string[] more)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "artifacts", "obj", "Ecg.Cli", "project.assets.json")));
        string[] works =
        [
            .. assets.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => library.Name.Replace('/', ' ')),
            .. more,
            "Inter",
        ];

        string[] entries = notices.ReplaceLineEndings("\n").Split($"\n{new string('=', 78)}\n")[1..];
        Assert.That(works, Has.Length.GreaterThan(20));
        Assert.That(entries.Select(entry => entry[..entry.IndexOf('\n', StringComparison.Ordinal)]), Is.SupersetOf(works));
        Assert.That(entries, Has.All.Match(@"\A[^\n]+\nLicense: [^\n]+\n(.*\n){2,}"));
    }

    private static void RequireLinker()
    {
        if (InstalledCommand.Find("clang", "gcc") is null)
        {
            Assert.Ignore("Native code is linked by clang or gcc, and neither is installed: apt-get install clang.");
        }
    }

    [GeneratedRegex(@"^ecg \d+\.\d+\.\d+ \([0-9a-f]{7}, \.NET 10\.[\d.]+, [a-z0-9-]+\)\n$")]
    private static partial Regex VersionLine { get; }

    private static string Script(string name) => Path.Combine(RepositoryFolder.Path, ".github", "scripts", name);

    private string Try(string command) => Run(Script("try-command.sh"), command, _version);

    private string Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = RepositoryFolder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        start.Environment["DOTNET_ROOT"] = RuntimeRoot();

        // MSBuild takes its properties from there too. It builds apart from the tree, whose own build the other tests run from.
        start.Environment["ArtifactsPath"] = Path.Combine(_folder, "artifacts");
        start.Environment["UseArtifactsOutput"] = "true";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        // The build of the tree runs the analyzers; here they would take half of the time.
        start.Environment["RunAnalyzers"] = "false";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{command} {string.Join(' ', arguments)}' does not end.");
        }

        Assert.That(process.ExitCode, Is.Zero, () => output.Result + errors.Result);
        return output.Result;
    }

    // .../shared/Microsoft.NETCore.App/10.0.0/ is three folders below it.
    private static string RuntimeRoot() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
