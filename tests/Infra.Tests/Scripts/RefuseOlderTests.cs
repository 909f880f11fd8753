using System.Runtime.Versioning;
using System.Text.Json;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>An approval that comes late does not put an older commit over a newer one. The history is real; GitHub's answers are files.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The workflows run on Linux.")]
[UnsupportedOSPlatform("windows")]
public sealed class RefuseOlderTests
{
    // Answers with the file that is named as the address is, and as GitHub's own command does where there is none.
    private const string Gh =
        """
        #!/bin/sh
        answer="$ANSWERS/$(printf %s "$2" | tr '/?&=' '____').json"
        [ "$1" = api ] && [ -f "$answer" ] || { echo 'gh: Not Found (HTTP 404)' >&2; exit 1; }
        cat "$answer"
        """;

    private string _folder = null!;
    private string _clone = null!;
    private string _older = null!;
    private string _newer = null!;

    [SetUp]
    public async Task MakeHistory()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-scripts-").FullName;
        _clone = Directory.CreateDirectory(Path.Combine(_folder, "clone")).FullName;
        await ScriptRun.StandInAsync(_folder, "gh", Gh);

        await ScriptRun.GitAsync(_clone, "init", "--quiet", "--initial-branch", "main");
        _older = await CommitAsync("older");
        _newer = await CommitAsync("newer");
    }

    [TearDown]
    public void RemoveHistory() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Refuses_a_commit_that_the_environment_is_already_past()
    {
        Deployed((1, _newer, ["in_progress", "success", "inactive"]), (2, _older, ["waiting"]));
        ScriptRun run = await RunAtAsync(_older);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(
            run.Output,
            Is.EqualTo($"::error::prod has {_newer[..7]}, which comes after {_older[..7]}, so this deployment would undo it. To go back, revert the commits and merge the revert.\n"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "output")), Is.EqualTo("older=true\n"));
    }

    [Test]
    public async Task Lets_a_newer_commit_pass()
    {
        Deployed((1, _older, ["success"]));
        await PassesAsync(_newer);
    }

    [Test]
    public async Task Lets_a_commit_be_deployed_again()
    {
        Deployed((1, _newer, ["success"]));
        await PassesAsync(_newer);
    }

    [Test]
    public async Task Lets_the_first_deployment_pass()
    {
        Deployed();
        await PassesAsync(_older);
    }

    [Test]
    public async Task Lets_a_commit_pass_where_the_newer_one_was_rejected_or_failed()
    {
        Deployed((1, _newer, ["waiting", "failure"]), (2, _newer, ["waiting"]));
        await PassesAsync(_older);
    }

    [Test]
    public async Task Lets_a_commit_pass_where_the_other_is_of_another_line_or_gone()
    {
        await ScriptRun.GitAsync(_clone, "switch", "--quiet", "--create", "aside", _older);
        string aside = await CommitAsync("aside");
        Deployed((1, aside, ["success"]), (2, new string('0', 40), ["success"]));
        await PassesAsync(_newer);
    }

    [Test]
    public async Task Lets_nothing_pass_where_GitHub_does_not_answer()
    {
        ScriptRun run = await RunAtAsync(_newer);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith("::error::GitHub did not return the deployments of prod, so nothing is deployed: "));
        Assert.That(File.Exists(Path.Combine(_folder, "output")), Is.False);
    }

    [Test]
    public async Task Lets_nothing_pass_without_the_history()
    {
        Deployed((1, _newer, ["success"]));
        string shallow = Path.Combine(_folder, "shallow");
        await ScriptRun.GitAsync(_folder, "clone", "--quiet", "--depth", "1", $"file://{_clone}", shallow);
        ScriptRun run = await RunInAsync(shallow);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith("::error::The clone has no history"));
    }

    private async Task PassesAsync(string commit)
    {
        ScriptRun run = await RunAtAsync(commit);
        Assert.That(run, Is.EqualTo(new ScriptRun(0, $"prod has no commit newer than {commit[..7]}.\n")));
    }

    private async Task<ScriptRun> RunAtAsync(string commit)
    {
        await ScriptRun.GitAsync(_clone, "switch", "--quiet", "--detach", commit);
        return await RunInAsync(_clone);
    }

    private Task<ScriptRun> RunInAsync(string clone) => ScriptRun.OfAsync(
        "refuse-older.sh",
        ["prod"],
        clone,
        new Dictionary<string, string>
        {
            ["PATH"] = ScriptRun.PathWith(_folder),
            ["ANSWERS"] = _folder,
            ["GITHUB_REPOSITORY"] = "example-org/ecg-pipeline",
            ["GITHUB_OUTPUT"] = Path.Combine(_folder, "output"),
        },
        "jq");

    private async Task<string> CommitAsync(string message)
    {
        await ScriptRun.GitAsync(_clone, "commit", "--quiet", "--allow-empty", "--message", message);
        return await ScriptRun.GitAsync(_clone, "rev-parse", "HEAD");
    }

    private void Deployed(params (int Id, string Commit, string[] States)[] deployments)
    {
        Answer("deployments?environment=prod&per_page=100", deployments.Select(one => new { id = one.Id, sha = one.Commit }));
        foreach ((int id, _, string[] states) in deployments)
        {
            Answer($"deployments/{id}/statuses?per_page=100", states.Select(state => new { state }));
        }
    }

    private void Answer(string address, object content)
    {
        string name = $"repos/example-org/ecg-pipeline/{address}".Replace('/', '_').Replace('?', '_').Replace('&', '_').Replace('=', '_');
        File.WriteAllText(Path.Combine(_folder, $"{name}.json"), JsonSerializer.Serialize(content));
    }
}
