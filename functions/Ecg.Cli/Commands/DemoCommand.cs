using System.CommandLine;
using System.Diagnostics;
using Ecg.Cli.Calls;
using Ecg.Cli.Conversion;
using Ecg.Cli.Demo;
using Ecg.Cli.Files;
using Ecg.Cli.Plot;
using Ecg.Cli.Querying;
using Ecg.Cli.Reporting;
using Ecg.Cli.Terminal;
using Ecg.Lake;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg demo</c>: all of it, once, on recordings that it makes itself.</summary>
internal sealed class DemoCommand : EcgCommand
{
    private const string Marker = ".ecg-demo";
    private const string PlottedRecord = "D0001";

    private const string Question = "quality-report";

    // A screenful in all.
    private const int ShownRows = 5;

    private readonly CommandOutput _output;

    private readonly Option<string> _dir = new("--dir")
    {
        Description = "Where to put the recordings, the lake and the plot.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "ecg-demo",
    };

    public DemoCommand(CommandOutput output)
        : base("demo", "Make sample recordings, convert them, query and plot them.")
    {
        _output = output;
        Add(_dir);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        The 24 recordings are made up by a dynamical model of the ECG, in every format that is read; two of them are
        broken on purpose. A second run writes the same files again. A folder that holds anything else is left alone.
        Exit status: 0 done; 3 something failed; 64 the folder holds files that no demo has made.
        """,
    ];

    public override IReadOnlyList<string> Examples { get; } = ["ecg demo", "ecg demo --dir /tmp/ecg"];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        string dir = call.GetRequiredValue(_dir);
        (string? recordings, string? lake, string? plot) = (Path.Combine(dir, "recordings"), Path.Combine(dir, "lake"), Path.Combine(dir, $"{PlottedRecord}.png"));
        Claim(dir);
        Say($"Making {DemoRecordings.All.Count} recordings in {recordings}");
        DemoFolder.WriteAll(recordings, cancellationToken);

        Say("", $"$ ecg convert {ShellWord.Quote(recordings)} --out {ShellWord.Quote(lake)}");
        ConversionTally tally = await ConvertAsync(recordings, lake, cancellationToken).ConfigureAwait(false);
        using var database = LakeDatabase.Open(lake);
        Say("", $"$ ecg query --lake {ShellWord.Quote(lake)} --named {Question}");
        Ask(database, Question, cancellationToken);

        Say("", $"$ ecg plot {PlottedRecord} --lake {ShellWord.Quote(lake)} --out {ShellWord.Quote(plot)}");
        new RecordPlot(database).Draw(PlottedRecord, plot, new PlotChoice(), cancellationToken);
        string report = Path.Combine(dir, "report.html");
        Say("", $"$ ecg report --lake {ShellWord.Quote(lake)} --out {ShellWord.Quote(report)}");
        WholeFile.Write(report, page => new LakeReport(database, lake).Write(page, LakeReport.UsualRecordings, cancellationToken));
        SayWhatIsNext(lake, plot, report);
        return tally.Failed > 0 ? ExitStatus.Failed : ExitStatus.Success;
    }

    // What lies in a folder of someone else's may bear the same names.
    private void Claim(string dir)
    {
        FolderPath.RefuseFileInTheWay(dir, _dir.Name);
        string marker = Path.Combine(dir, Marker);
        if (Directory.Exists(dir) && !File.Exists(marker) && Directory.EnumerateFileSystemEntries(dir).Any())
        {
            throw CommandException.UsageError($"'{dir}' holds files that no demo has made; choose another folder with --dir.");
        }

        Directory.CreateDirectory(dir);
        File.WriteAllText(marker, "Made by 'ecg demo', which may write this folder's files again.\n");
    }

    private async Task<ConversionTally> ConvertAsync(string recordings, string lake, CancellationToken cancellationToken)
    {
        var inputs = RecordingInputs.Resolve([recordings], lake, dataset: null, cancellationToken);
        var target = new LakeTarget(lake);
        target.EnsureWritable();
        var tally = new ConversionTally();
        var clock = Stopwatch.StartNew();
        var unconverted = new List<string>();
        await ConversionProgress.ShowAsync(_output, inputs.Count, async (advance, _) =>
        {
            var run = new ConversionRun(new RunSettings(), lake) { OnDone = advance };
            await foreach (ConversionResult? result in run.ConvertAsync(inputs.Enumerate(), cancellationToken).ConfigureAwait(false))
            {
                tally.Add(result);
                if (result.Status != ConversionStatus.Converted)
                {
                    unconverted.Add(ResultLine.Plain(result));
                }
            }
        }).ConfigureAwait(false);
        Say([.. unconverted, tally.Summary(clock.Elapsed)]);
        return tally;
    }

    private void Ask(LakeDatabase database, string question, CancellationToken cancellationToken)
    {
        NamedQuery query = NamedQuery.All.Single(query => query.Name == question);
        Say(query.Description);
        database.Query(query.Sql, reader => TableRows.Write(reader, _output, ShownRows, cancellationToken), cancellationToken);
    }

    private void SayWhatIsNext(string lake, string plot, string report)
    {
        Say($"The picture is {plot}. The report is {report}: open it in a browser.", "", "Next:");
        if (OwnPath() is { } path)
        {
            Say($"  export PATH={ShellWord.Quote(Path.GetDirectoryName(path)!)}:\"$PATH\"");
        }

        Say(
            $"  ecg query --lake {ShellWord.Quote(lake)} \"describe samples\"",
            $"  ecg query --lake {ShellWord.Quote(lake)} \"select record_id, duration_s, leads, quality from records\"",
            $"  ecg query --lake {ShellWord.Quote(lake)} --named    # lists the ready-made queries",
            $"  ecg plot D0004 --lake {ShellWord.Quote(lake)} --out D0004.svg",
            "  ecg convert FOLDER-OF-YOUR-OWN --out lake");
    }

    // Somebody who came here by `dotnet run` has no command of that name yet.
    private static string? OwnPath() =>
        Environment.ProcessPath is { } path && Path.GetFileName(path) == "ecg" ? path : null;

    private void Say(params IReadOnlyList<string> lines)
    {
        foreach (string line in lines.SelectMany(Fitted))
        {
            _output.Result(line);
        }
    }

    // What is to be typed stays in one piece.
    private IEnumerable<string> Fitted(string line) =>
        _output.ResultsAreTerminal && line.Length > _output.TextWidth && line[0] is not (' ' or '$') ? WordWrap.Lines(line, _output.TextWidth) : [line];
}
