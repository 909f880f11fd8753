using System.Runtime.Versioning;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>An image comes into a stack's registry as it was built, or not at all. cosign, AWS' command and skopeo are stand-ins that note how they are called.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The workflows run on Linux.")]
[UnsupportedOSPlatform("windows")]
public sealed class PromoteImageTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Source = $"ghcr.io/example-org/ecg-pipeline/converter@{Digest}";
    private const string Repository = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/ecg-prod-converter-1a2b3c4";
    private const string Signer = "https://github.com/example-org/ecg-pipeline/.github/workflows/deploy.yml@refs/heads/main";
    private const string Password = "a-password-of-the-registry";

    // $BROKEN names the call that fails, as the real command fails.
    private const string StandIn =
        """
        #!/bin/bash
        name=$(basename "$0")
        echo "$name $*" >>"$CALLS"
        [[ $BROKEN == "$name $1" ]] && { echo "$name: it did not work" >&2; exit 1; }
        case "$name $1" in
          "aws ecr") echo "$PASSWORD" ;;
          "skopeo login") [[ $(cat) == "$PASSWORD" ]] || exit 1; echo "Login Succeeded!" ;;
          "cosign verify") echo '[{"critical":{}}]' ;;
          "skopeo copy") echo "Writing manifest to image destination" ;;
        esac
        """;

    private string _folder = null!;

    [SetUp]
    public async Task MakeCommands()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-scripts-").FullName;
        foreach (string command in new[] { "cosign", "aws", "skopeo" })
        {
            await ScriptRun.StandInAsync(_folder, command, StandIn);
        }
    }

    [TearDown]
    public void RemoveCommands() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Says_the_address_in_the_stacks_registry_by_the_same_digest()
    {
        ScriptRun run = await RunAsync(Source, Repository);
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output.Split('\n'), Does.Contain($"{Repository}@{Digest}"));
    }

    [Test]
    public async Task Copies_bit_for_bit_under_a_tag_that_no_other_image_has()
    {
        _ = await RunAsync(Source, Repository);
        Assert.That(Calls(), Does.Contain($"skopeo copy --preserve-digests docker://{Source} docker://{Repository}:{Digest["sha256:".Length..]}"));
    }

    [Test]
    public async Task Logs_in_at_the_registry_of_the_stacks_region_and_shows_the_password_to_nobody()
    {
        ScriptRun run = await RunAsync(Source, Repository);
        Assert.That(Calls(), Does.Contain("aws ecr get-login-password --region eu-central-1"));
        Assert.That(Calls(), Does.Contain("skopeo login --username AWS --password-stdin 123456789012.dkr.ecr.eu-central-1.amazonaws.com"));
        Assert.That(string.Join('\n', Calls()) + run.Output, Does.Not.Contain(Password));
    }

    // The workflow as another branch has it may sign what nobody has reviewed.
    [Test]
    public async Task Copies_nothing_that_the_workflow_of_that_branch_has_not_signed()
    {
        _ = await RunAsync(Source, Repository, "cosign verify");
        Assert.That(Calls(), Is.EqualTo(new[] { $"cosign verify --certificate-identity {Signer} --certificate-oidc-issuer https://token.actions.githubusercontent.com {Source}" }));
    }

    [TestCase("https://github.com/example-org/ecg-pipeline/.github/workflows/deploy.yml")]
    [TestCase("")]
    public async Task Takes_no_signer_of_any_branch(string signer)
        => Assert.That((await RunAsync([Source, Repository, signer])).ExitCode, Is.EqualTo(64));

    [TestCase("cosign verify")]
    [TestCase("aws ecr")]
    [TestCase("skopeo login")]
    [TestCase("skopeo copy")]
    public async Task Says_no_address_where_a_step_fails(string broken)
    {
        ScriptRun run = await RunAsync(Source, Repository, broken);
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Output, Does.Not.Contain($"{Repository}@"));
    }

    [Test]
    public async Task Takes_no_image_by_its_tag()
    {
        ScriptRun run = await RunAsync("ghcr.io/example-org/ecg-pipeline/converter:latest", Repository);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Output, Does.Contain("promote-image.sh IMAGE@sha256:DIGEST REGISTRY/REPOSITORY SIGNER"));
        Assert.That(File.Exists(Path.Combine(_folder, "calls")), Is.False);
    }

    [Test]
    public async Task Asks_for_all_arguments()
        => Assert.That((await RunAsync([Source, Repository])).ExitCode, Is.EqualTo(64));

    private Task<ScriptRun> RunAsync(string source, string repository, string broken = "") => RunAsync([source, repository, Signer], broken);

    private Task<ScriptRun> RunAsync(IReadOnlyList<string> arguments, string broken = "") => ScriptRun.OfAsync(
        "promote-image.sh",
        arguments,
        _folder,
        new Dictionary<string, string>
        {
            ["PATH"] = ScriptRun.PathWith(_folder),
            ["CALLS"] = Path.Combine(_folder, "calls"),
            ["PASSWORD"] = Password,
            ["BROKEN"] = broken,
        });

    private string[] Calls() => File.ReadAllLines(Path.Combine(_folder, "calls"));
}
