using System.Runtime.Versioning;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>Base images are pinned where they stand. The container engine is a stand-in that knows two tags.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The script is for Linux and macOS with GNU sed.")]
[UnsupportedOSPlatform("windows")]
public sealed class PinImagesTests
{
    private static readonly string Old = $"sha256:{new string('0', 64)}";
    private static readonly string Sdk = $"sha256:{new string('a', 64)}";
    private static readonly string Runtime = $"sha256:{new string('b', 64)}";

    private string _folder = null!;

    [SetUp]
    public async Task MakeEngine()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-scripts-").FullName;
        await ScriptRun.StandInAsync(
            _folder,
            "docker",
            $"""
            #!/bin/bash
            case "$4" in
              example.org/sdk:10.0) echo {Sdk} ;;
              example.org/runtime:10) echo {Runtime} ;;
              example.org/odd:1) echo error ;;
              *) echo "ERROR: $4: not found" >&2; exit 1 ;;
            esac
            """);
    }

    [TearDown]
    public void RemoveEngine() => Directory.Delete(_folder, recursive: true);

    [TestCase("")]
    [TestCase("@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Writes_the_digest_of_today_behind_each_image_and_changes_nothing_else(string before)
    {
        (ScriptRun run, string text) = await RunAsync($"# a comment\nFROM --platform=$BUILDPLATFORM example.org/sdk:10.0{before} AS build\nRUN true\nFROM example.org/runtime:10{before}\nCOPY --from=build /a /a\n");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(text, Is.EqualTo($"# a comment\nFROM --platform=$BUILDPLATFORM example.org/sdk:10.0@{Sdk} AS build\nRUN true\nFROM example.org/runtime:10@{Runtime}\nCOPY --from=build /a /a\n"));
    }

    [Test]
    public async Task Leaves_stages_of_the_file_alone()
    {
        string file = $"FROM example.org/sdk:10.0@{Old} AS build\nFROM build\n";
        Assert.That((await RunAsync(file)).Text, Is.EqualTo($"FROM example.org/sdk:10.0@{Sdk} AS build\nFROM build\n"));
    }

    [TestCase("example.org/unknown:1")]
    [TestCase("example.org/odd:1")]
    public async Task Changes_nothing_where_the_registry_names_no_digest(string image)
    {
        (ScriptRun run, string text) = await RunAsync($"FROM {image}\n");
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Output, Does.Contain(image));
        Assert.That(text, Is.EqualTo($"FROM {image}\n"));
    }

    private async Task<(ScriptRun Run, string Text)> RunAsync(string dockerfile)
    {
        string path = Path.Combine(_folder, "Dockerfile");
        await File.WriteAllTextAsync(path, dockerfile);
        ScriptRun run = await ScriptRun.OfAsync(
            "pin-images.sh", [path], ProjectFiles.Root, new Dictionary<string, string> { ["PATH"] = ScriptRun.PathWith(_folder) });
        return (run, await File.ReadAllTextAsync(path));
    }
}
