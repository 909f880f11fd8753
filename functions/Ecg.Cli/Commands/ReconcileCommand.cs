using System.CommandLine;
using Ecg.Aws.Accounts;
using Ecg.Aws.Batches;
using Ecg.Aws.Buckets;
using Ecg.Aws.Queues;
using Ecg.Aws.Uploads;
using Ecg.Cli.Cloud;
using Ecg.Cli.Conversion;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;
using Ecg.Lake;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg reconcile</c>: lists the recordings that a lake does not know.</summary>
internal sealed class ReconcileCommand : EcgCommand
{
    private readonly CommandOutput _output;
    private readonly AwsArguments _aws = new();

    private readonly Option<string> _raw = new("--raw")
    {
        Description = "The recordings: a folder, or a bucket with an optional key prefix.",
        HelpName = "DIR|s3://BUCKET[/PREFIX]",
        Required = true,
    };

    private readonly Option<string> _lake = new("--lake")
    {
        Description = "The lake: a folder or a whole bucket.",
        HelpName = "LAKE|s3://BUCKET",
        Required = true,
    };

    private readonly Option<string?> _queue = new("--queue")
    {
        Description = "Send this queue a message for every missing recording (buckets only).",
        HelpName = "URL",
    };

    public ReconcileCommand(CommandOutput output)
        : base("reconcile", "List the recordings that are neither in 'records' nor in 'rejected'.")
    {
        _output = output;
        Add(_raw);
        Add(_lake);
        Add(_queue);
        _aws.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        Prints their keys, one per line. In a bucket, uploads younger than an hour are left out: their messages may still be
        waiting. Both buckets are listed; no object is opened. A lake written with --dataset has other names and cannot be
        compared.
        """,
        AwsArguments.Note,
        "Exit status: 0 nothing is missing, or everything missing was queued; 2 something is missing; 3 a bucket or the queue cannot be used; 64 usage error.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg reconcile --raw recordings --lake lake",
        "ecg reconcile --raw s3://my-recordings --lake s3://my-lake --queue https://sqs.eu-central-1.amazonaws.com/123456789012/uploads",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        string raw = call.GetRequiredValue(_raw);
        string lake = call.GetRequiredValue(_lake);
        QueueAddress? queue = call.GetValue(_queue) is { } url ? ArgumentText.Read(() => QueueAddress.Parse(url, _queue.Name)) : null;
        if (queue is not null && !BucketAddress.IsOne(raw))
        {
            throw CommandException.UsageError("--queue needs --raw s3://BUCKET: a message names an object in a bucket.");
        }

        using AwsClients clients = _aws.Open(call, queue?.Region);
        KnownRecordings known = await KnownAsync(clients, lake, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerable<BucketEntry> missing = MissingAsync(clients, raw, lake, known, cancellationToken);
        long count = queue is null
            ? await ListAsync(missing, cancellationToken).ConfigureAwait(false)
            : await SendAsync(missing, new MessageQueue(clients.Sqs, queue), BucketOf(raw, _raw.Name).Bucket, cancellationToken).ConfigureAwait(false);
        _output.Message($"{Counted.Of(count, "recording")} missing{(queue is null ? "" : " and queued")}, {known.Count} known.");
        return count > 0 && queue is null ? ExitStatus.Rejected : ExitStatus.Success;
    }

    private static BucketAddress BucketOf(string place, string name) => ArgumentText.Read(() => BucketAddress.Parse(place, name));

    private async Task<KnownRecordings> KnownAsync(AwsClients clients, string lake, CancellationToken cancellationToken)
    {
        if (BucketAddress.IsOne(lake))
        {
            var store = new BucketFolder(new S3Store(clients.S3, BucketOf(lake, _lake.Name).Bucket), PipelineContract.IncomingFolder);
            return await Reconciliation.KnownAsync(store, cancellationToken).ConfigureAwait(false);
        }

        if (!Directory.Exists(lake))
        {
            throw CommandException.UsageError($"'{lake}' does not exist.");
        }

        var known = new KnownRecordings();
        foreach (string folder in KnownRecordings.Tables.Select(table => Path.Combine(lake, table)).Where(Directory.Exists))
        {
            foreach (string path in Directory.EnumerateFiles(folder, $"*{PipelineContract.TableFileSuffix}", SearchOption.AllDirectories))
            {
                known.Add(path.Replace(Path.DirectorySeparatorChar, '/'));
            }
        }

        return known;
    }

    private IAsyncEnumerable<BucketEntry> MissingAsync(
        AwsClients clients, string raw, string lake, KnownRecordings known, CancellationToken cancellationToken)
    {
        if (BucketAddress.IsOne(raw))
        {
            BucketAddress address = BucketOf(raw, _raw.Name);
            return Reconciliation.MissingAsync(
                new S3Store(clients.S3, address.Bucket), address.Prefix, known, DateTimeOffset.UtcNow, cancellationToken);
        }

        return RecordingInputs.Resolve([raw], lake, dataset: null, cancellationToken).Enumerate()
            .Where(input => !known.Has(input.Key))
            .Select(input => new BucketEntry(input.Key, 0, "", DateTimeOffset.MinValue))
            .ToAsyncEnumerable();
    }

    private async Task<long> ListAsync(IAsyncEnumerable<BucketEntry> missing, CancellationToken cancellationToken)
    {
        long count = 0L;
        await foreach (BucketEntry entry in missing.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count++;
            _output.Results.WriteLine(Printable.Of(entry.Key));
        }

        _output.Results.Flush();
        return count;
    }

    private async Task<long> SendAsync(
        IAsyncEnumerable<BucketEntry> missing, MessageQueue queue, string bucket, CancellationToken cancellationToken)
    {
        long count = 0L;
        await foreach (BucketEntry[] batch in missing.Chunk(MessageQueue.LargestBatch).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            string[] bodies = [.. batch.Select(entry => UploadMessageWriter.Write(bucket, entry, DateTimeOffset.UtcNow))];
            await queue.SendAsync(bodies, cancellationToken).ConfigureAwait(false);
            foreach (BucketEntry entry in batch)
            {
                _output.Result(Printable.Of(entry.Key));
            }

            count += batch.Length;
        }

        return count;
    }
}
