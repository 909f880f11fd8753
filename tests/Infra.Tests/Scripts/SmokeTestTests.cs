using System.Runtime.Versioning;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>A stack works where its recording can be queried, and is left as it was. AWS' command is a stand-in that keeps objects as files.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The workflows run on Linux.")]
[UnsupportedOSPlatform("windows")]
public sealed class SmokeTestTests
{
    // The function, the publisher and Athena do at once what they would do later; $BROKEN names what does not work.
    private const string Aws =
        """
        #!/bin/bash
        echo "$1 $2" >>"$CALLS"
        of() { local want=$1; shift; while (($#)); do [[ $1 == "$want" ]] && { echo "$2"; return; }; shift; done; }
        bucket=$OBJECTS/$(of --bucket "$@")
        case "$1 $2" in
          "s3api put-object")
            mkdir -p "$bucket/smoke-test" && cp "$(of --body "$@")" "$bucket/$(of --key "$@")"
            table=records
            [[ $BROKEN == rejected ]] && table=rejected
            [[ $BROKEN == function ]] || { mkdir -p "$OBJECTS/lake/incoming/$table/dataset=smoke-test"; touch "$OBJECTS/lake/incoming/$table/dataset=smoke-test/1-recording.parquet"; }
            ;;
          "s3api list-objects-v2")
            prefix=$(of --prefix "$@")
            case "$(of --query "$@")" in
              max*) compgen -G "$bucket/$prefix*" >/dev/null && echo 2026-01-01T00:00:00Z || echo None ;;
              *) (cd "$bucket" && find . -path "./$prefix*" -type f | sed 's#^\./##') ;;
            esac
            ;;
          "s3api delete-object") rm "$bucket/$(of --key "$@")" ;;
          "stepfunctions start-execution") echo arn:run ;;
          "stepfunctions describe-execution") [[ $BROKEN == publisher ]] && echo FAILED || echo SUCCEEDED ;;
          "athena start-query-execution") echo 1 ;;
          "athena get-query-execution")
            if [[ $BROKEN != query ]]; then echo SUCCEEDED; elif [[ $* == *Reason* ]]; then echo 'Division by zero'; else echo FAILED; fi
            ;;
        esac
        """;

    private string _folder = null!;

    [SetUp]
    public async Task MakeCloud()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-scripts-").FullName;
        _ = Directory.CreateDirectory(Path.Combine(_folder, "objects", "raw"));
        _ = Directory.CreateDirectory(Path.Combine(_folder, "objects", "lake"));
        await ScriptRun.StandInAsync(_folder, "aws", Aws);
    }

    [TearDown]
    public void RemoveCloud() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Tells_that_the_recording_can_be_queried_and_takes_it_out_again()
    {
        ScriptRun run = await RunAsync(broken: "");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.EndWith("The recording can be queried: the stack works.\n"));
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "objects"), "*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "calls")), Does.Contain("stepfunctions start-execution\n").And.Contain("athena start-query-execution\n"));
    }

    [TestCase("function", "::error::There is no new row in records 1 s after the upload")]
    [TestCase("rejected", "::error::The recording was rejected")]
    [TestCase("publisher", "::error::The publisher's run ended with FAILED")]
    [TestCase("query", "::error::Athena does not find the recording: Division by zero")]
    public async Task Tells_what_does_not_work_and_takes_the_recording_out_all_the_same(string broken, string told)
    {
        ScriptRun run = await RunAsync(broken);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain(told));
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "objects"), "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task Says_how_it_is_called()
    {
        ScriptRun run = await ScriptRun.OfAsync("smoke-test.sh", [], _folder, new Dictionary<string, string>());
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Output, Does.Contain("smoke-test.sh RAW-BUCKET PROCESSED-BUCKET PUBLISHER WORKGROUP DATABASE"));
    }

    private Task<ScriptRun> RunAsync(string broken) => ScriptRun.OfAsync(
        "smoke-test.sh",
        ["raw", "lake", "crawl", "analysts", "ecg_dev"],
        _folder,
        new Dictionary<string, string>
        {
            ["PATH"] = ScriptRun.PathWith(_folder),
            ["OBJECTS"] = Path.Combine(_folder, "objects"),
            ["CALLS"] = Path.Combine(_folder, "calls"),
            ["BROKEN"] = broken,

            // Only what never comes is waited for to the end.
            ["SMOKE_TEST_SECONDS"] = broken switch { "function" => "1", "query" => "3", _ => "60" },
            ["SMOKE_TEST_PAUSE"] = "0.2",
        });
}
