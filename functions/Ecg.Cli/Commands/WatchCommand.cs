using System.CommandLine;
using System.Diagnostics;
using Ecg.Cli.Conversion;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;
using Ecg.Cli.Watching;
using Ecg.Lake;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg watch</c>: converts recordings as they arrive.</summary>
internal sealed class WatchCommand : EcgCommand
{
    private readonly CommandOutput _output;
    private readonly ConversionArguments _arguments = new();

    private readonly Argument<string> _folder = new("DIR")
    {
        Description = "A folder laid out like the raw bucket: each top-level folder is a dataset.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON object per line, as 'ecg convert --json' does.",
    };

    public WatchCommand(CommandOutput output)
        : base("watch", "Convert a folder, then new files as they arrive, until stopped.")
    {
        _output = output;
        _folder.Validators.Add(RefuseUnknownOptions);
        Add(_folder);
        _arguments.AddTo(this);
        Add(_json);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        Everything in the folder is converted at the start; a lake that is up to date stays as it is. After that, a recording
        is converted when it, its header or its dataset.json arrives or changes, once the file has not changed for a second.
        Failures are retried after 30 s. Recordings of deleted files stay in the lake.
        """,
        "Ctrl-C or SIGTERM stops it and prints a summary. Exit status: 0 stopped; 3 the folder or the lake is gone; 64 usage error.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg watch incoming --out lake",
        "ecg watch incoming --out lake --json >> outcomes.jsonl",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        string folder = call.GetRequiredValue(_folder);
        if (!Directory.Exists(folder))
        {
            throw CommandException.UsageError(
                File.Exists(folder) ? $"'{folder}' is a file; 'ecg convert' takes one." : $"'{folder}' does not exist.");
        }

        string lake = _arguments.Lake(call);
        new LakeTarget(lake).EnsureWritable();
        new FolderStore(lake).RemoveLeftovers();
        _output.Message($"watching '{folder}'; Ctrl-C stops.");

        var tally = new ConversionTally();
        var clock = Stopwatch.StartNew();
        using var watch = new FolderWatch(folder, lake, _arguments.Settings(call), new WatchTiming(), _output);
        Func<ConversionResult, string> write = call.GetValue(_json) ? (Func<ConversionResult, string>)ResultLine.Json : ResultLine.Plain;
        try
        {
            await watch.RunAsync(
                result =>
                {
                    tally.Add(result);
                    _output.Result(write(result));
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A watch ends by being stopped.
        }
        finally
        {
            _output.Message(tally.Summary(clock.Elapsed));
        }

        return ExitStatus.Success;
    }
}
