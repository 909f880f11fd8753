using System.Text.RegularExpressions;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>The workflows run nothing that somebody else can exchange, and may do nothing that they do not ask for.</summary>
[TestFixture]
public sealed partial class WorkflowTests
{
    private static IEnumerable<string> Files => Directory.EnumerateFiles(ProjectFiles.InRoot(".github"), "*.yml", SearchOption.AllDirectories);

    private static IEnumerable<string> Workflows => Directory.EnumerateFiles(ProjectFiles.InRoot(".github", "workflows"), "*.yml");

    [Test]
    public void Name_every_action_by_its_commit_and_say_which_version_that_is()
        => Assert.That(Files.SelectMany(Unpinned), Is.Empty);

    [TestCase("      - uses: actions/checkout@v7")]
    [TestCase("      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1")]
    [TestCase("        uses: docker/build-push-action@main # v7.3.0")]
    public void Would_notice_an_action_that_is_not_pinned(string line)
        => Assert.That(UnpinnedIn("a.yml", [line]), Has.Exactly(1).Items);

    [Test]
    public void Name_an_action_by_one_commit_everywhere()
    {
        IEnumerable<string> twice =
            from line in Files.SelectMany(File.ReadLines)
            let match = Action.Match(line)
            where match.Success && !match.Groups["name"].Value.StartsWith('.')
            group match.Groups["version"].Value by match.Groups["name"].Value into versions
            where versions.Distinct().Count() > 1
            select versions.Key;
        Assert.That(twice, Is.Empty);
    }

    [Test]
    public void May_only_read_the_repository_unless_a_job_asks_for_more()
        => Assert.That(Workflows.Where(file => !File.ReadAllText(file).ReplaceLineEndings("\n").Contains("\npermissions:\n  contents: read\n\n", StringComparison.Ordinal)), Is.Empty);

    [TestCase("nuget")]
    [TestCase("github-actions")]
    [TestCase("docker")]
    public void Are_accompanied_by_somebody_who_moves_what_is_pinned(string ecosystem)
        => Assert.That(File.ReadAllText(ProjectFiles.InRoot(".github", "dependabot.yml")), Does.Contain($"package-ecosystem: {ecosystem}\n"));

    [Test]
    public void Leave_no_token_in_a_clone()
    {
        IEnumerable<string> kept =
            from file in Files
            let text = File.ReadAllText(file)
            where Regex.Count(text, "uses: actions/checkout@") != Regex.Count(text, "persist-credentials: false")
            select file;
        Assert.That(kept, Is.Empty);
    }

    // What a command within another's argument fails with is lost: the step goes on, with nothing in its place.
    [Test]
    public void Hide_no_failure_within_an_echo()
        => Assert.That(Files.SelectMany(file => File.ReadLines(file).Where(line => EchoedCommand.IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")), Is.Empty);

    private static IEnumerable<string> Unpinned(string file) => UnpinnedIn(Path.GetFileName(file), File.ReadLines(file));

    private static IEnumerable<string> UnpinnedIn(string file, IEnumerable<string> lines) =>
        from line in lines
        let match = Action.Match(line)
        where match.Success && !match.Groups["name"].Value.StartsWith("./", StringComparison.Ordinal) && !Commit.IsMatch(match.Groups["version"].Value)
        select $"{file}: {line.Trim()}";

    [GeneratedRegex(@"^\s*(- )?uses: (?<name>[^@\s]+)(@(?<version>.*))?$")]
    private static partial Regex Action { get; }

    [GeneratedRegex(@"^\s*(run: )?echo .*\$\(")]
    private static partial Regex EchoedCommand { get; }

    [GeneratedRegex(@"^[0-9a-f]{40} # v[0-9]+(\.[0-9]+)+$")]
    private static partial Regex Commit { get; }
}
