using System.Diagnostics;
using Ecg.Cli.Invocation;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class CommandLineTests
{
    [Test]
    public void Prints_its_own_version()
    {
        var call = EcgCall.Of("--version");

        Assert.That(call, Is.EqualTo(new EcgCall(0, $"{ProgramVersion.Line}\n", "")));
        Assert.That(ProgramVersion.Line, Does.Match(@"^ecg \d+\.\d+\.\d+ \(([0-9a-f]{7}, )?\.NET 10\.[\d.]+, [a-z]+-[a-z0-9]+\)$"));
    }

    [Test]
    public void Has_a_version_without_the_commit_for_rows_and_files() =>
        Assert.That(ConverterVersion.Current, Is.EqualTo(ProgramVersion.Text).And.Match(@"^\d+\.\d+\.\d+$"));

    [Test]
    public void Shows_the_help_among_the_messages_when_nothing_is_asked()
    {
        var call = EcgCall.Of();

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Results, Is.Empty);
        Assert.That(call.Messages, Does.Contain("convert"));
    }

    [TestCase("convert")]
    [TestCase("inspect")]
    [TestCase("query")]
    [TestCase("watch")]
    [TestCase("plot")]
    [TestCase("report")]
    [TestCase("demo")]
    public void Each_command_has_help_with_examples_and_exit_statuses(string command)
    {
        var call = EcgCall.Of(command, "--help");

        Assert.That(call.Status, Is.Zero);
        Assert.That(call.Results, Does.Contain("Exit status").And.Contain($"  ecg {command} ").And.Contain("Usage:"));
    }

    [TestCase(new[] { "help" }, new[] { "--help" })]
    [TestCase(new[] { "help", "query" }, new[] { "query", "--help" })]
    public void Help_is_a_command_as_well_as_an_option(string[] command, string[] option)
    {
        var call = EcgCall.Of(command);

        Assert.That(call, Is.EqualTo(EcgCall.Of(option)));
        Assert.That(call.Status, Is.Zero);
        Assert.That(call.Results, Does.Contain("Usage:"));
    }

    [Test]
    public void A_slash_begins_a_path_and_no_option() =>
        Assert.That(EcgCall.Of("inspect", "/?").Messages, Is.EqualTo("ecg inspect: '/?' does not exist.\n"));

    [TestCase("ecg ", "convert", "query", "help")]
    [TestCase("ecg q", "query")]
    [TestCase("ecg query --na", "--named")]
    [TestCase("ecg query --named quality", "quality-report")]
    [TestCase("ecg query --format ", "parquet")]
    [TestCase("ecg completion ", "bash", "zsh", "fish", "pwsh")]
    [TestCase("ecg help co", "convert")]
    public void Bash_completes_words(string line, params string[] expected)
    {
        string folder = Directory.CreateTempSubdirectory("ecg-bash-").FullName;
        try
        {
            string script = Path.Combine(folder, "try.sh");
            File.WriteAllText(
                script,
                $$"""
                ecg() { dotnet '{{Path.Combine(AppContext.BaseDirectory, "ecg.dll")}}' "$@"; }
                {{EcgCall.Of("completion", "bash").Results}}
                COMP_LINE=$1 COMP_POINT=${#1}
                read -ra COMP_WORDS <<<"$1"
                [[ $1 != *' ' ]] || COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _ecg ecg
                printf '%s\n' "${COMPREPLY[@]}"
                """);
            using Process bash = Process.Start(new ProcessStartInfo("bash", [script, line]) { RedirectStandardOutput = true })!;
            string[] found = bash.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            bash.WaitForExit();

            Assert.That(expected, Is.SubsetOf(found));
            Assert.That(found, Has.All.StartsWith(line[(line.LastIndexOf(' ') + 1)..]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    [TestCase("pwsh")]
    public void A_script_of_completions_says_where_it_belongs(string shell) =>
        Assert.That(EcgCall.Of("completion", shell).ResultLines[..4], Has.Some.Contains($"ecg completion {shell}"));

    [TestCase(new[] { "help", "qery" }, "ecg help: there is no command 'qery'. Did you mean 'query'?")]
    [TestCase(new[] { "completion", "csh" }, "ecg completion: Argument 'csh' not recognized. Must be one of: 'bash', 'zsh', 'fish', 'pwsh'.")]
    [TestCase(new[] { "report", "--lake", "x", "--out", "r.pdf" }, "ecg report: a report is an HTML page, not a PDF: write 'r.html', open it in a browser, and print it to a file.")]
    [TestCase(new[] { "conver" }, "ecg: unknown command 'conver'. Did you mean 'convert'?")]
    [TestCase(new[] { "query", "--lake", "x", "select 1", "again" }, "ecg query: unknown argument 'again'.")]
    [TestCase(new[] { "convert", "x" }, "ecg convert: Option '--out' is required.")]
    [TestCase(new[] { "convert", "x", "--out", "y", "--jbs", "3" }, "ecg convert: unknown option '--jbs'. Did you mean '--jobs'?")]
    [TestCase(new[] { "convert", "x", "--out", "y", "--jobs", "0" }, "ecg convert: --jobs takes a whole number from 1 to 256, not '0'.")]
    [TestCase(new[] { "convert", "x", "--out", "y", "--fs", "abc" }, "ecg convert: --fs takes a number of Hz above 0, not 'abc'.")]
    [TestCase(new[] { "convert", "x", "--out", "y", "--fs", "NaN" }, "ecg convert: --fs takes a number of Hz above 0, not 'NaN'.")]
    [TestCase(new[] { "convert", "x", "--out", "y", "--gain", "-1" }, "ecg convert: --gain takes a number of adu/mV above 0, not '-1'.")]
    [TestCase(new[] { "convert", "x", "--out", "y", "--leads", "I,,II" }, "ecg convert: --leads takes names with commas between them, not 'I,,II'.")]
    [TestCase(new[] { "convert", "x", "--out", "y", "--dataset", "a/b" }, "ecg convert: --dataset takes the name of one folder, not 'a/b'.")]
    [TestCase(new[] { "convert", "x", "--out", "y", "--source-uri", "bucket" }, "ecg convert: --source-uri takes an absolute URI such as s3://bucket, not 'bucket'.")]
    [TestCase(new[] { "query", "--lake", "x", "--format", "xml", "select 1" }, "ecg query: Argument 'xml' not recognized. Must be one of: 'table', 'vertical', 'markdown', 'csv', 'json', 'parquet'. 'ecg query --help' shows the usage.")]
    [TestCase(new[] { "convert", "x", "--out", "s3://bucket/lake" }, "ecg convert: --out is a folder of this machine; 'aws s3 sync LAKE s3://BUCKET' takes it to a bucket.")]
    public void A_wrong_call_is_one_line_and_64(string[] args, string line)
    {
        var call = EcgCall.Of(args);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Results, Is.Empty);
        Assert.That(call.Messages, Does.StartWith(line));
        Assert.That(call.Messages.TrimEnd('\n'), Does.Not.Contain('\n'));
    }
}
