using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Ecg.Tests;
using NUnit.Framework;

namespace EndToEnd.Tests;

/// <summary>What a release gives people to install, built and run as its workflow does.</summary>
[Category("Package")]
[NonParallelizable]
[Platform(Exclude = "Win", Reason = "The script that tries a command is the workflow's, for its Unix machines.")]
public sealed partial class PackagedCommandTests
{
    private const string Project = "functions/Ecg.Cli";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

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
    public void A_single_file_runs_where_nothing_is_installed()
    {
        string output = Path.Combine(_folder, "binary");
        Run("dotnet", [.. Build("publish", output), "--self-contained", "-p:PublishSingleFile=true", "--runtime", RuntimeInformation.RuntimeIdentifier]);

        Assert.That(Directory.EnumerateFileSystemEntries(output).Select(Path.GetFileName), Is.EqualTo(["ecg"]));
        Assert.That(Try(Path.Combine(output, "ecg")), Does.Match(VersionLine));
    }

    [Test]
    public void The_tool_runs_once_it_is_installed()
    {
        string packages = Path.Combine(_folder, "packages");
        string tool = Path.Combine(_folder, "tool");

        // Of the platforms only the one that the test runs on: the others take as long each, and cannot be run here.
        Run("dotnet", [.. Build("pack", packages), $"-p:ToolPackageRuntimeIdentifiers={RuntimeInformation.RuntimeIdentifier}"]);
        Run("dotnet", "tool", "install", "Ecg.Cli", "--version", _version, "--source", packages, "--tool-path", tool);

        Assert.That(
            Directory.EnumerateFiles(packages).Select(Path.GetFileName),
            Is.EquivalentTo([$"Ecg.Cli.{_version}.nupkg", $"Ecg.Cli.{RuntimeInformation.RuntimeIdentifier}.{_version}.nupkg"]));
        Assert.That(Try(Path.Combine(tool, "ecg")), Does.Match(VersionLine));
    }

    [GeneratedRegex(@"^ecg \d+\.\d+\.\d+ \([0-9a-f]{7}, \.NET 10\.[\d.]+, [a-z0-9-]+\)\n$")]
    private static partial Regex VersionLine { get; }

    // Apart from the tree, whose own build the other tests run from.
    private string[] Build(string verb, string output) =>
        [verb, Project, "--configuration", "Release", "-p:DebugType=none", "--artifacts-path", Path.Combine(_folder, "artifacts"), "--output", output, "--disable-build-servers", "-v", "quiet"];

    private string Try(string command) => Run(Path.Combine(RepositoryFolder.Path, ".github/scripts/try-command.sh"), command, _version);

    private string Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = RepositoryFolder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Packages are unpacked into the cache that everybody has, but for the one under test.
        start.Environment["DOTNET_CLI_HOME"] = _folder;
        start.Environment["DOTNET_ROOT"] = RuntimeRoot();
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
