using System.CommandLine;
using Ecg.Aws.Accounts;
using Ecg.Aws.Buckets;
using Ecg.Aws.Queues;
using Ecg.Cli.Cloud;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg backfill</c>: queues a message for every existing recording.</summary>
internal sealed class BackfillCommand : EcgCommand
{
    private readonly CommandOutput _output;
    private readonly AwsArguments _aws = new();

    private readonly Option<string> _raw = new("--raw")
    {
        Description = "The raw bucket, optionally with a key prefix.",
        HelpName = "s3://BUCKET[/PREFIX]",
        Required = true,
    };

    private readonly Option<string?> _queue = new("--queue")
    {
        Description = "The queue that the function or the worker reads.",
        HelpName = "URL",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Print the keys, one per line, and send nothing.",
    };

    public BackfillCommand(CommandOutput output)
        : base("backfill", "Queue a message for every recording already in a bucket.")
    {
        _output = output;
        Add(_raw);
        Add(_queue);
        Add(_dryRun);
        _aws.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        The messages are the same as S3's upload notifications. A recording that is already in the lake is converted again, to
        the same bytes, so it is safe to stop the command and run it again.
        """,
        AwsArguments.Note,
        "Exit status: 0 done; 3 the bucket or the queue cannot be used; 64 usage error; 130 stopped by Ctrl-C.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg backfill --raw s3://my-recordings --dry-run | wc -l",
        "ecg backfill --raw s3://my-recordings/georgia/ --queue https://sqs.eu-central-1.amazonaws.com/123456789012/uploads",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        BucketAddress raw = ArgumentText.Read(() => BucketAddress.Parse(call.GetRequiredValue(_raw), _raw.Name));
        QueueAddress? queue = call.GetValue(_queue) is { } url ? ArgumentText.Read(() => QueueAddress.Parse(url, _queue.Name)) : null;
        bool dryRun = call.GetValue(_dryRun);
        if (queue is null && !dryRun)
        {
            throw CommandException.UsageError("--queue URL is missing (only --dry-run works without it).");
        }

        using AwsClients clients = _aws.Open(call, queue?.Region);
        var backfill = new Backfill(new S3Store(clients.S3, raw.Bucket), raw);
        if (queue is null || dryRun)
        {
            return await ListAsync(backfill, raw, cancellationToken).ConfigureAwait(false);
        }

        long sent = await CountProgress.ShowAsync(
            _output, "messages sent", progress => backfill.SendAsync(clients.Sqs, queue, progress, cancellationToken)).ConfigureAwait(false);
        Conclude(sent, $"{Counted.Of(sent, "message")} sent", raw);
        return ExitStatus.Success;
    }

    private async Task<int> ListAsync(Backfill backfill, BucketAddress raw, CancellationToken cancellationToken)
    {
        long count = 0L;
        await foreach (string? key in backfill.KeysAsync(cancellationToken).ConfigureAwait(false))
        {
            count++;
            _output.Results.WriteLine(Printable.Of(key));
        }

        _output.Results.Flush();
        Conclude(count, $"{Counted.Of(count, "message")} would be sent", raw);
        return ExitStatus.Success;
    }

    private void Conclude(long count, string summary, BucketAddress raw) =>
        _output.Message(count > 0 ? $"{summary}." : $"{summary}: {raw} has no {PipelineContract.RecordingSuffix} object.");
}
