using Ecg.Cli.Invocation;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class DemoCommandTests
{
    private string _dir = null!;

    [SetUp]
    public void SetUp() => _dir = Directory.CreateTempSubdirectory("ecg-demo-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_dir, recursive: true);

    [Test]
    public void Goes_from_nothing_to_a_picture_and_can_be_run_again()
    {
        var first = EcgCall.Of("demo", "--dir", _dir);
        byte[] picture = File.ReadAllBytes(Path.Combine(_dir, "D0001.png"));
        var second = EcgCall.Of("demo", "--dir", _dir);

        Assert.That(first.Status, Is.Zero, first.Messages);
        Assert.That(first.Results, Does.Contain("22 converted, 2 rejected, 0 failed")
            .And.Contain("--named quality-report").And.Contain("corrupt-file").And.Contain("Next:"));
        Assert.That(first.ResultLines.Length + first.Messages.Count(letter => letter == '\n'), Is.LessThan(40), "a screenful");
        Assert.That(second.Status, Is.Zero);
        Assert.That(File.ReadAllBytes(Path.Combine(_dir, "D0001.png")), Is.EqualTo(picture));
    }

    [Test]
    public void Every_call_that_it_recommends_works()
    {
        var demo = EcgCall.Of("demo", "--dir", _dir);
        string[] calls = demo.Results.Split('\n').Where(line => line.StartsWith("  ecg query", StringComparison.Ordinal)).ToArray();

        Assert.That(calls, Has.Length.EqualTo(3));
        foreach (string? call in calls)
        {
            string[] parts = call.Trim().Split('#')[0].Split('"');
            Assert.That(EcgCall.Of([.. parts[0].Trim().Split(' ')[1..], .. parts.Skip(1).Take(1)]).Status, Is.Zero, call);
        }
    }

    [Test]
    public void Leaves_a_folder_alone_that_no_demo_has_made()
    {
        string mine = Path.Combine(_dir, "recordings");
        Directory.CreateDirectory(mine);

        var call = EcgCall.Of("demo", "--dir", _dir);

        Assert.That(call, Is.EqualTo(new EcgCall(
            ExitStatus.UsageError, "", $"ecg demo: '{_dir}' holds files that no demo has made; choose another folder with --dir.\n")));
        Assert.That(Directory.GetFileSystemEntries(_dir), Is.EqualTo(new[] { mine }));
    }
}
