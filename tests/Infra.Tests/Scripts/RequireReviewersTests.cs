using System.Runtime.Versioning;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>Nothing is deployed to an environment that nobody has to approve. GitHub's answers are files.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The workflows run on Linux.")]
[UnsupportedOSPlatform("windows")]
public sealed class RequireReviewersTests
{
    private const string Gh =
        """
        #!/bin/sh
        [ "$*" = 'api repos/example-org/ecg-pipeline/environments/prod' ] && [ -n "$ANSWER" ] || { echo 'gh: Not Found (HTTP 404)' >&2; exit 1; }
        printf %s "$ANSWER"
        """;

    private string _folder = null!;

    [SetUp]
    public async Task MakeCommand()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-scripts-").FullName;
        await ScriptRun.StandInAsync(_folder, "gh", Gh);
    }

    [TearDown]
    public void RemoveCommand() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Goes_on_where_somebody_approves()
    {
        ScriptRun run = await RunAsync("""{ "protection_rules": [{ "type": "branch_policy" }, { "type": "required_reviewers", "reviewers": [{ "type": "User" }] }] }""");
        Assert.That(run, Is.EqualTo(new ScriptRun(0, "Deployments to prod need an approval.\n")));
    }

    [TestCase("""{ "protection_rules": [] }""")]
    [TestCase("""{ "protection_rules": [{ "type": "branch_policy" }] }""")]
    [TestCase("""{ "protection_rules": [{ "type": "required_reviewers", "reviewers": [] }] }""")]
    [TestCase("""{ "message": "an answer of another kind" }""")]
    [TestCase("no JSON")]
    public async Task Stops_where_nobody_does(string answer)
    {
        ScriptRun run = await RunAsync(answer);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("::error::The environment prod has no reviewers"));
    }

    [Test]
    public async Task Stops_where_GitHub_does_not_answer()
    {
        ScriptRun run = await RunAsync("");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("::error::GitHub did not return the reviewers of the environment prod"));
    }

    private Task<ScriptRun> RunAsync(string answer) => ScriptRun.OfAsync(
        "require-reviewers.sh",
        ["prod"],
        _folder,
        new Dictionary<string, string> { ["PATH"] = ScriptRun.PathWith(_folder), ["ANSWER"] = answer, ["GITHUB_REPOSITORY"] = "example-org/ecg-pipeline" },
        "jq");
}
