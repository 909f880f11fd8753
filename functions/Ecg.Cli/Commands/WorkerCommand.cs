using System.CommandLine;
using System.Diagnostics;
using Ecg.Aws;
using Ecg.Aws.Accounts;
using Ecg.Aws.Batches;
using Ecg.Aws.Buckets;
using Ecg.Aws.Queues;
using Ecg.Aws.Workers;
using Ecg.Cli.Cloud;
using Ecg.Cli.Conversion;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;
using Ecg.Lake;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg worker</c>: runs the function's loop outside Lambda.</summary>
internal sealed class WorkerCommand : EcgCommand
{
    // Container engines kill a process after ten seconds.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(9);

    private readonly CommandOutput _output;
    private readonly AwsArguments _aws = new();

    private readonly Option<string> _queue = new("--queue")
    {
        Description = "The queue of upload notifications.",
        HelpName = "URL",
        Required = true,
    };

    private readonly Option<string> _processed = new("--processed")
    {
        Description = "The bucket that holds the lake.",
        HelpName = "s3://BUCKET",
        Required = true,
    };

    private readonly Option<bool> _once = new("--once")
    {
        Description = "Exit once the queue has no more visible messages.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON object per line, as 'ecg convert --json' does.",
    };

    public WorkerCommand(CommandOutput output)
        : base("worker", "Convert uploads announced by a queue, as the Lambda function does.")
    {
        _output = output;
        Add(_queue);
        Add(_processed);
        Add(_once);
        Add(_json);
        _aws.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        Each message is deleted as soon as it is processed. A failed message becomes visible again after 30 s, then after twice
        as long each time, until the queue's redrive policy makes it a dead letter. Any number of workers can share a queue.
        """,
        """
        On Ctrl-C or SIGTERM it takes no more messages, works on those it has for up to five seconds, and returns the rest to
        the queue. It exits within ten seconds.
        """,
        $"""
        Further settings come from the environment, as in Lambda: {PipelineContract.DefaultSamplingRateVariable}, {PipelineContract.DefaultGainVariable},
        {PipelineContract.DefaultBaselineVariable}, {PipelineContract.NormalizeVariable}, {PipelineContract.FillVariable}, {PipelineContract.SlackWebhookParameterVariable},
        {PipelineContract.SlackNamesVariable}, {PipelineContract.LogLevelVariable} (default here: Warning), {PipelineContract.DiskVariable} (MB of temporary disk
        for all recordings together; by default, all that is free).
        Outcomes go to standard output, the log to standard error.
        """,
        AwsArguments.Note,
        "Exit status: 0 stopped, or with --once all converted; 2 something was rejected (--once); 3 something failed; 64 usage error.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg worker --queue https://sqs.eu-central-1.amazonaws.com/123456789012/uploads --processed s3://my-lake",
        "ecg worker --queue http://localhost:5000/123456789012/uploads --processed s3://my-lake --endpoint-url http://localhost:5000 --once",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        QueueAddress queue = ArgumentText.Read(() => QueueAddress.Parse(call.GetRequiredValue(_queue), _queue.Name));
        BucketAddress lake = ArgumentText.Read(() => BucketAddress.Parse(call.GetRequiredValue(_processed), _processed.Name));
        if (lake.Prefix.Trim('/').Length > 0)
        {
            throw CommandException.UsageError($"--processed takes a whole bucket such as s3://{lake.Bucket}, without a prefix.");
        }

        using AwsClients clients = _aws.Open(call, queue.Region);
        PipelineServices services = ArgumentText.Read(() => PipelineServices.ForWorker(
            Environment.GetEnvironmentVariable, clients, queue, lake.Bucket, TextWriter.Synchronized(_output.Messages)));

        // Parsing and writing block the thread on the network.
        ThreadPool.GetMinThreads(out _, out int completions);
        ThreadPool.SetMinThreads(2 * services.Parallelism, completions);

        var worker = new QueueWorker(clients.Sqs, queue, new BatchConverter(services), services.Log);
        bool once = call.GetValue(_once);
        _output.Message(once ? $"processing {queue} until it is empty." : $"processing {queue}; Ctrl-C stops.");
        using var ended = new CancellationTokenSource();
        using CancellationTokenRegistration stopping = cancellationToken.Register(() => _ = EndLateAsync(ended.Token));
        try
        {
            return await WorkAsync(worker, once, call.GetValue(_json), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    // Work that cannot be cancelled, such as writing to a full pipe, is abandoned when the process ends.
    private static async Task EndLateAsync(CancellationToken ended)
    {
        await Task.Delay(LongestEnd, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCancellationRequested)
        {
            Environment.Exit(ExitStatus.Interrupted);
        }
    }

    private async Task<int> WorkAsync(QueueWorker worker, bool once, bool json, CancellationToken cancellationToken)
    {
        var tally = new ConversionTally();
        var clock = Stopwatch.StartNew();
        long handedBack = 0L;
        try
        {
            await worker.RunAsync(
                once,
                outcome =>
                {
                    handedBack += outcome.FailedMessages.Count;
                    Report(outcome, tally, json);
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _output.Message(tally.Summary(clock.Elapsed));
            if (handedBack > 0)
            {
                _output.Message($"{Counted.Of(handedBack, "message")} went back to the queue.");
            }
        }

        if (!once)
        {
            return ExitStatus.Success;
        }

        return handedBack > 0 ? ExitStatus.Failed : cancellationToken.IsCancellationRequested ? ExitStatus.Interrupted : tally.ExitStatus;
    }

    private void Report(BatchOutcome outcome, ConversionTally tally, bool json)
    {
        foreach (ConversionResult? result in outcome.Results)
        {
            tally.Add(result);
            _output.Result(json ? ResultLine.Json(result) : ResultLine.Plain(result));
        }
    }
}
