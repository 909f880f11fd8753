using System.CommandLine;
using System.Diagnostics;
using Ecg.Cli.Conversion;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;
using Ecg.Lake;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg convert</c>: converts recordings into a lake.</summary>
internal sealed class ConvertCommand : EcgCommand
{
    private readonly CommandOutput _output;
    private readonly ConversionArguments _arguments = new();

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "A .mat file, the .hea of a WFDB record, or a folder laid out like the raw bucket: each top-level folder is a dataset.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON object per line: source, status, record_id, dataset, format, leads, samples, sampling_rate_hz, heart_rate_bpm, reason, detail.",
    };

    public ConvertCommand(CommandOutput output)
        : base("convert", "Convert .mat files and WFDB records into a lake of Parquet files.")
    {
        _output = output;
        _paths.Validators.Add(RefuseUnknownOptions);
        Add(_paths);
        _arguments.AddTo(this);
        Add(_json);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        A header (A0001.hea beside A0001.mat) and a dataset.json at the dataset's root are used if they exist. A WFDB record
        (100.hea with 100.dat, or with segments) is read with its annotations (100.atr). Names that start with a dot are
        ignored. A recording that the lake already has, from the same bytes, version and settings, is skipped: after an
        interruption, run the same command again. --force converts everything again.
        """,
        """
        Exit status: 0 all converted; 2 something was rejected (it can never be converted) or waits for a missing file; 3
        something failed (try again); 64 usage error: a path does not exist, nothing to convert, two inputs with one key;
        130 stopped by Ctrl-C or SIGTERM.
        """,
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg convert recordings --out lake",
        "ecg convert A0001.mat A0002.mat --out lake --dataset georgia",
        "ecg convert mitdb/100.hea --out lake --dataset mitdb",
        "ecg convert fragments --out lake --fs 360 --gain 200 --leads MLII",
        "ecg convert recordings --out lake --json | jq 'select(.status != \"converted\")'",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        string lake = _arguments.Lake(call);
        RunSettings settings = _arguments.Settings(call);
        var inputs = RecordingInputs.Resolve(call.GetRequiredValue(_paths), lake, settings.Options.Dataset, cancellationToken);
        new LakeTarget(lake).EnsureWritable();
        new FolderStore(lake).RemoveLeftovers();
        foreach (string message in inputs.PassedOver is { } passedOver ? [.. inputs.Unreadable, passedOver] : inputs.Unreadable)
        {
            _output.Message($"ecg convert: {message}");
        }

        int status = await ConvertAsync(inputs, settings, lake, call.GetValue(_json), cancellationToken).ConfigureAwait(false);
        return inputs.Unreadable.Count > 0 && status is ExitStatus.Success or ExitStatus.Rejected ? ExitStatus.Failed : status;
    }

    private async Task<int> ConvertAsync(
        RecordingInputs inputs, RunSettings settings, string lake, bool json, CancellationToken cancellationToken)
    {
        var tally = new ConversionTally();
        var clock = Stopwatch.StartNew();
        string? givenUp = null;
        bool stopped = false;
        await ConversionProgress.ShowAsync(_output, inputs.Count, async (advance, write) =>
        {
            var run = new ConversionRun(settings, lake) { OnDone = advance };
            try
            {
                await foreach (ConversionResult? result in run.ConvertAsync(inputs.Enumerate(), cancellationToken).ConfigureAwait(false))
                {
                    tally.Add(result);
                    Report(result, json, write);
                }
            }
            catch (OperationCanceledException)
            {
                givenUp = run.GivenUp;
                stopped = true;
            }
        }).ConfigureAwait(false);

        return Conclude(tally, inputs.Count, clock.Elapsed, givenUp, stopped);
    }

    private void Report(ConversionResult result, bool json, Action<string> write)
    {
        if (json)
        {
            write(ResultLine.Json(result));
        }
        else if (result.Status is not (ConversionStatus.Converted or ConversionStatus.Skipped) || !_output.ResultsAreTerminal)
        {
            write(ResultLine.Plain(result));
        }
    }

    private int Conclude(ConversionTally tally, long total, TimeSpan elapsed, string? givenUp, bool stopped)
    {
        _output.Message(tally.Summary(elapsed));
        if (givenUp is not null)
        {
            _output.Message($"ecg convert: {givenUp} {total - tally.Done + tally.Failed} of {total} not done.");
            return ExitStatus.Failed;
        }

        if (stopped)
        {
            _output.Message($"ecg convert: stopped after {tally.Done} of {total}; run the same command again to continue.");
            return ExitStatus.Interrupted;
        }

        return tally.Gone > 0 ? ExitStatus.Failed : tally.ExitStatus;
    }
}
