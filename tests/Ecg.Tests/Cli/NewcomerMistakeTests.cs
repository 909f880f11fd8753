using Ecg.Cli.Invocation;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

/// <summary>What somebody mistypes who has just run the demo is answered with what to type instead.</summary>
public sealed class NewcomerMistakeTests
{
    private LakeFolder _folder = null!;
    private string _dir = null!;
    private string _lake = null!;

    [OneTimeSetUp]
    public void RunDemo()
    {
        _folder = new LakeFolder();
        _dir = Path.Combine(_folder.Raw, "demo's");
        _lake = Path.Combine(_dir, "lake");
        EcgCall.Of("demo", "--dir", _dir);
    }

    [OneTimeTearDown]
    public void RemoveDemo() => _folder.Dispose();

    [Test]
    public void A_folder_with_the_lake_in_it_is_no_lake([Values("query", "plot", "report")] string command) =>
        Assert.That(
            EcgCall.Of(CallOf(command, _dir)),
            Is.EqualTo(new EcgCall(ExitStatus.UsageError, "", $"ecg {command}: there is no lake at '{_dir}'. Did you mean '{_lake}'?\n")));

    [Test]
    public void A_folder_of_recordings_is_no_lake([Values("query", "plot", "report")] string command)
    {
        string recordings = Path.Combine(_dir, "recordings");
        Assert.That(
            EcgCall.Of(CallOf(command, recordings)),
            Is.EqualTo(new EcgCall(ExitStatus.UsageError, "", $"ecg {command}: there is no lake at '{recordings}': none of the folders samples, leads, records and rejected is in it; 'ecg convert' makes a lake.\n")));
    }

    [TestCase("select * from records where record_id = \"D0001\"", "Referenced column \"D0001\" not found in FROM clause! If it is text, put it into single quotes: 'D0001'.")]
    [TestCase("select lead from records", "Referenced column \"lead\" not found in FROM clause! Candidate bindings: ")]
    [TestCase("quality-report", "'quality-report' is no SQL but a named query: --named quality-report.")]
    public void SQL_that_is_none(string sql, string expected)
    {
        var call = EcgCall.Of("query", "--lake", _lake, sql);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.StartWith($"ecg query: {expected}"));
    }

    [TestCase(new[] { "query", "select", "1" }, "ecg query: unknown argument '1'. Put what has blanks in it into quotes. 'ecg query --help' shows the usage.\n")]
    [TestCase(new[] { "plot", "m001", "(0)", "--out", "x.png" }, "ecg plot: unknown argument '(0)'. Put what has blanks in it into quotes. 'ecg plot --help' shows the usage.\n")]
    [TestCase(new[] { "report", "x", "--out", "x.html" }, "ecg report: unknown argument 'x'. 'ecg report --help' shows the usage.\n")]
    public void Text_that_the_shell_has_taken_apart(string[] args, string expected) =>
        Assert.That(EcgCall.Of([.. args, "--lake", _lake]), Is.EqualTo(new EcgCall(ExitStatus.UsageError, "", expected)));

    [TestCase("D0013", "'12-lead/D0013' was rejected, corrupt-file: Variable 'val' at byte 24")]
    [TestCase("12-lead/D0014", "'12-lead/D0014' was rejected, unsupported-format: The file is no MAT-file")]
    [TestCase("stress test/D0014", "there is no recording 'stress test/D0014' in the lake. Did you mean")]
    [TestCase("bruce 1.mat", "there is no recording 'bruce 1.mat' in the lake. Did you mean 'bruce 1'")]
    [TestCase("it's", "there is no recording 'it's' in the lake")]
    public void A_recording_that_is_not_in_the_lake(string name, string expected)
    {
        var call = EcgCall.Of("plot", name, "--lake", _lake, "--out", Path.Combine(_dir, "x.png"));

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.StartWith($"ecg plot: {expected}"));
    }

    [Test]
    public void A_folder_in_place_of_a_file() =>
        Assert.That(
            EcgCall.Of("report", "--lake", _lake, "--out", _dir),
            Is.EqualTo(new EcgCall(ExitStatus.UsageError, "", $"ecg report: '{_dir}' is a folder; --out takes the name of a file.\n")));

    [Test]
    public void A_required_option_with_a_letter_too_few() =>
        Assert.That(
            EcgCall.Of("convert", _dir, "--ot", _lake).Messages,
            Is.EqualTo("ecg convert: unknown option '--ot'. Did you mean '--out'? 'ecg convert --help' shows the usage.\n"));

    [Test]
    public void A_file_that_is_no_recording_has_no_heading_without_variables()
    {
        var call = EcgCall.Of("inspect", Path.Combine(_dir, "recordings", "12-lead", "D0014.mat"));

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Rejected));
        Assert.That(call.Results, Does.Contain("The file is no MAT-file").And.Not.Contain("Variables"));
    }

    private string[] CallOf(string command, string lake)
    {
        string[] rest = command switch
        {
            "query" => ["select 1"],
            "plot" => ["D0001", "--out", Path.Combine(_folder.Raw, "x.png")],
            _ => ["--out", Path.Combine(_folder.Raw, "x.html")],
        };
        return [command, "--lake", lake, .. rest];
    }
}
