using Ecg.Cli.Invocation;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

/// <summary>What only a process of its own can show: its status, its streams, signals, and its sudden end.</summary>
public sealed class ConvertProcessTests
{
    private const int Recordings = 300;

    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new LakeFolder();
        byte[] signal = Level4Bytes.Int16("val", 2, 20_000, [.. Enumerable.Range(0, 40_000).Select(i => (short)(i * 31 % 997))]);
        for (int i = 0; i < Recordings; i++)
        {
            _folder.Put($"set/{i:000}.mat", signal);
        }
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Separates_results_from_the_rest_and_ends_with_the_status_of_the_contract()
    {
        _folder.Put("bad.mat", "no MAT-file");

        using var process = EcgProcess.Start("convert", Path.Combine(_folder.Raw, "bad.mat"), "--out", _folder.Lake, "--json");
        EcgCall call = process.End();

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Rejected));
        Assert.That(call.ResultLines, Has.Length.EqualTo(1));
        Assert.That(call.Results, Does.StartWith("{\"source\":"));
        Assert.That(call.Messages, Does.StartWith("0 converted, 1 rejected, 0 failed"));
    }

    [TestCase("2>&-")]
    [TestCase("2>/dev/full")]
    public void Goes_on_where_nobody_can_read_its_messages(string redirection)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Only Linux has a device that is always full.");
        }

        using var process = EcgProcess.StartRedirected(redirection, "convert", Path.Combine(_folder.Raw, "set", "000.mat"), "--out", _folder.Lake);
        EcgCall call = process.End();

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Success));
        Assert.That(call.ResultLines, Has.Length.EqualTo(1));
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public void Stops_on_a_signal_says_how_far_it_came_and_leaves_nothing_half_written(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no such signals.");
        }

        using var process = EcgProcess.Start("convert", _folder.Raw, "--out", _folder.Lake, "--jobs", "1");
        EcgProcess.WaitUntil(() => RecordsInLake() > 3);
        process.Signal(signal);
        EcgCall call = process.End();

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Interrupted));
        Assert.That(call.Messages, Does.Match($@"ecg convert: stopped after \d+ of {Recordings}; run the same command again"));
        Assert.That(call.ResultLines, Has.Length.EqualTo(RecordsInLake()).And.Length.LessThan(Recordings));
        Assert.That(_folder.Snapshot().Keys, Has.None.Matches<string>(path => Path.GetFileName(path)!.StartsWith('.')));
    }

    [Test]
    public void A_second_run_after_a_kill_makes_the_same_lake_as_one_whole_run()
    {
        using (var process = EcgProcess.Start("convert", _folder.Raw, "--out", _folder.Lake))
        {
            EcgProcess.WaitUntil(() => RecordsInLake() > 3);
            process.Kill();
        }

        int halfway = RecordsInLake();
        IEnumerable<string> visible = _folder.Snapshot().Keys.Where(path => !Path.GetFileName(path).StartsWith('.'));
        Assert.That(visible.Count(path => path.StartsWith("samples", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(halfway));
        Assert.That(_folder.Query("SELECT count(*) FROM {records}")[0][0], Is.EqualTo((long)halfway));

        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);
        SortedDictionary<string, byte[]> resumed = _folder.Snapshot();
        Directory.Delete(_folder.Lake, recursive: true);
        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        Assert.That(halfway, Is.LessThan(Recordings));
        Assert.That(resumed.Keys, Is.EqualTo(_folder.Snapshot().Keys));
        Assert.That(resumed, Is.EqualTo(_folder.Snapshot()));
    }

    private int RecordsInLake()
    {
        string records = Path.Combine(_folder.Lake, "records", "dataset=set");
        return Directory.Exists(records) ? Directory.GetFiles(records, "*.parquet").Count(path => !Path.GetFileName(path).StartsWith('.')) : 0;
    }
}
