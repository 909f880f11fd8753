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
    public void Hide_no_failure_within_an_argument()
        => Assert.That(Files.SelectMany(file => Commands(File.ReadLines(file)).Where(line => HiddenCommand.IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")), Is.Empty);

    [TestCase("      run: echo \"uri=$(pulumi stack output imageUri)\" >>\"$GITHUB_OUTPUT\"")]
    [TestCase("      run: pulumi up --config \"imageUri=$(pulumi stack output imageUri)\"")]
    [TestCase("      run: local uri=$(pulumi stack output imageUri)")]
    public void Would_notice_a_failure_that_is_hidden(string line)
        => Assert.That(Commands([line]).Where(one => HiddenCommand.IsMatch(one)), Has.Exactly(1).Items);

    // GitHub writes an expression's value into the text of a script before the shell reads it: a branch may be called $(curl ...).
    [Test]
    public void Write_no_value_into_the_text_of_a_script()
        => Assert.That(Files.SelectMany(file => Commands(File.ReadLines(file)).Where(HasExpression).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")), Is.Empty);

    [TestCase("      - run: echo ${{ github.head_ref }}")]
    [TestCase("        run: |\n          set -e\n\n          echo ${{ github.event.pull_request.title }}\n        env:")]
    [TestCase("          script: |\n            console.log('${{ inputs.digest }}')")]
    public void Would_notice_a_value_in_a_script(string text)
        => Assert.That(Commands(text.Split('\n')).Where(HasExpression), Has.Exactly(1).Items);

    [Test]
    public void Start_for_nobody_elses_code_with_the_repositorys_rights()
    {
        string[] triggers = ["pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment"];
        Assert.That(
            from file in Workflows
            from trigger in triggers
            where File.ReadLines(file).Any(line => line.TrimEnd() == $"  {trigger}:" || line.StartsWith("on:", StringComparison.Ordinal) && line.Contains(trigger, StringComparison.Ordinal))
            select $"{Path.GetFileName(file)}: {trigger}",
            Is.Empty);
    }

    // Every right beyond reading the repository, and the job that needs it. What may ask for a token of AWS or sign is here to be looked at when it grows.
    [Test]
    public void Give_each_job_the_rights_that_it_needs()
    {
        string[] expected =
        [
            "codeql.yml analyze: security-events: write",
            "deploy.yml image: packages: write, id-token: write, attestations: write",
            "deploy.yml dev: deployments: read, packages: read, id-token: write",
            "deploy.yml plan: actions: read, id-token: write",
            "deploy.yml prod: deployments: read, packages: read, id-token: write",
            "nightly.yml drift: id-token: write",
            "preview.yml preview: id-token: write",
            "preview.yml comment: pull-requests: write",
            "release.yml publish: contents: write, id-token: write, attestations: write",
            "release.yml nuget: id-token: write",
            "release.yml image: packages: write, id-token: write, attestations: write",
        ];
        Assert.That(Workflows.Order(StringComparer.Ordinal).SelectMany(file => Jobs(file).Where(job => job.Rights.Length > 0).Select(job => $"{Path.GetFileName(file)} {job.Name}: {job.Rights}")), Is.EquivalentTo(expected));
    }

    [Test]
    public void Give_every_job_a_limit_of_time()
        => Assert.That(Workflows.SelectMany(file => Jobs(file).Where(job => !job.IsLimited).Select(job => $"{Path.GetFileName(file)} {job.Name}")), Is.Empty);

    [Test]
    public void Hand_no_secret_to_a_pull_request()
        => Assert.That(
            Workflows.Where(file => File.ReadLines(file).Any(line => line.TrimEnd() == "  pull_request:") && File.ReadAllText(file).Contains("secrets.", StringComparison.Ordinal)),
            Is.Empty);

    [Test]
    public void Hand_a_secret_to_no_step_but_the_one_that_uses_it()
        => Assert.That(
            Workflows.SelectMany(file => File.ReadLines(file).Where(line => line.Contains("secrets.", StringComparison.Ordinal) && !line.StartsWith("          ", StringComparison.Ordinal)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")),
            Is.Empty);

    [Test]
    public void Deploy_in_an_environment_and_one_at_a_time()
    {
        string deploy = ProjectFiles.InRoot(".github", "workflows", "deploy.yml");
        foreach (string stack in new[] { "dev", "prod" })
        {
            string job = Jobs(deploy).Single(job => job.Name == stack).Text;
            Assert.That(job, Does.Contain($"    environment: {stack}\n").And.Contain($"      group: deploy-{stack}\n      cancel-in-progress: false\n"), stack);
            Assert.That(job, Does.Contain("needs: [checks, image]").Or.Contain("needs: [image, dev, plan]"), stack);
            Assert.That(job, Does.Contain($"refuse-older.sh {stack}\n").And.Contain("promote-image.sh \"$SOURCE\" \"$repository\" \"$SIGNER\""), stack);
            Assert.That(job, Does.Contain("/.github/workflows/deploy.yml@refs/heads/main\n"), stack);
        }

        string plan = Jobs(deploy).Single(job => job.Name == "plan").Text;
        Assert.That(plan, Does.Contain("require-reviewers.sh prod\n").And.Contain("--save-plan plan/prod.json"));
        Assert.That(Jobs(deploy).Single(job => job.Name == "prod").Text, Does.Contain("--plan plan/prod.json"));
    }

    private static bool HasExpression(string line) => line.Contains("${{", StringComparison.Ordinal);

    // The lines of scripts: what stands behind `run:` or `script:`, and what is indented below it.
    private static IEnumerable<string> Commands(IEnumerable<string> lines)
    {
        int? script = null;
        foreach (string line in lines)
        {
            int indent = line.Length - line.TrimStart(' ').Length;
            if (script is { } at && (line.Trim().Length == 0 || indent > at))
            {
                yield return line;
                continue;
            }

            Match start = ScriptStart.Match(line);
            script = start.Success ? start.Groups["key"].Index : null;
            if (start.Success)
            {
                yield return start.Groups["command"].Value;
            }
        }
    }

    private static IEnumerable<(string Name, string Text, string Rights, bool IsLimited)> Jobs(string file)
    {
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        text = text[(text.IndexOf("\njobs:\n", StringComparison.Ordinal) + 6)..];
        foreach (Match job in Job.Matches(text))
        {
            string body = job.Groups["body"].Value;
            IEnumerable<string> rights = Rights.Match(body).Groups["right"].Captures.Select(right => right.Value).Where(right => right != "contents: read");
            yield return (job.Groups["name"].Value, body, string.Join(", ", rights), body.Contains("    timeout-minutes: ", StringComparison.Ordinal) || body.Contains("    uses: ./", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Unpinned(string file) => UnpinnedIn(Path.GetFileName(file), File.ReadLines(file));

    private static IEnumerable<string> UnpinnedIn(string file, IEnumerable<string> lines) =>
        from line in lines
        let match = Action.Match(line)
        where match.Success && !match.Groups["name"].Value.StartsWith("./", StringComparison.Ordinal) && !Commit.IsMatch(match.Groups["version"].Value)
        select $"{file}: {line.Trim()}";

    [GeneratedRegex(@"^\s*(- )?uses: (?<name>[^@\s]+)(@(?<version>.*))?$")]
    private static partial Regex Action { get; }

    // Assigned to a name it is not hidden, nor is one that only looks into a value.
    [GeneratedRegex(@"^(?!\s*\w+=\$\([^()]*\)\s*$).*\$\((?!of )")]
    private static partial Regex HiddenCommand { get; }

    [GeneratedRegex(@"^\s*(- )?(?<key>run|script): ?(?<command>.*)$")]
    private static partial Regex ScriptStart { get; }

    [GeneratedRegex(@"^  (?<name>[a-z-]+):\n(?<body>(    .*\n|\n|  #.*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Job { get; }

    [GeneratedRegex(@"^    permissions:\n(      (?<right>[a-z-]+: [a-z]+)\n)+", RegexOptions.Multiline)]
    private static partial Regex Rights { get; }

    [GeneratedRegex(@"^[0-9a-f]{40} # v[0-9]+(\.[0-9]+)+$")]
    private static partial Regex Commit { get; }
}
