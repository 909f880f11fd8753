using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>A release says what the changelog says of its version, and there is none of a version that it says nothing of.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The workflows run on Linux.")]
public sealed class ReleaseNotesTests
{
    private const string Changelog = """
        # Changelog

        ## 1.3.0, unreleased

        * Not yet.

        ## 1.2.0, 2026-12-01

        * A new command.

        ### Fixed

        * A mistake.

        ## 1.1.0, 2026-11-01

        * Older.
        """;

    [Test]
    public async Task Are_the_section_of_the_version()
        => Assert.That(await RunAsync("1.2.0"), Is.EqualTo(new ScriptRun(0, "* A new command.\n\n### Fixed\n\n* A mistake.\n\n")));

    [Test]
    public async Task Are_refused_while_the_version_is_called_unreleased()
    {
        ScriptRun run = await RunAsync("1.3.0");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith("::error::CHANGELOG.md has '## 1.3.0, unreleased': put the date of the release there, '## 1.3.0, 20"));
    }

    [TestCase("1.4.0")]
    [TestCase("1x2.0")]
    [TestCase("1.2")]
    public async Task Are_refused_where_there_is_no_section(string version)
        => Assert.That(await RunAsync(version), Is.EqualTo(new ScriptRun(1, $"::error::CHANGELOG.md has no section '## {version}, DATE'.\n")));

    private static async Task<ScriptRun> RunAsync(string version)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ecg-release-");
        try
        {
            string changelog = Path.Combine(folder.FullName, "CHANGELOG.md");
            await File.WriteAllTextAsync(changelog, Changelog);
            return await ScriptRun.OfAsync("release-notes.sh", [version, changelog], folder.FullName, new Dictionary<string, string>(), "bash");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
