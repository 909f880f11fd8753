using Amazon.SQS.Model;
using Ecg.Aws.Accounts;
using Ecg.Aws.Buckets;
using Ecg.Aws.Logs;
using Ecg.Aws.Metrics;
using Ecg.Aws.Queues;
using Ecg.Aws.Uploads;
using Serilog;
using Serilog.Events;

namespace Ecg.Aws.Publishing;

/// <summary>
/// Prepares batches for the publishing state machine: receives messages about the converter's output, reads the present state of
/// the recordings, and lists their files. A message is deleted once its recording is in the tables.
/// </summary>
internal sealed class Publisher
{
    // Large enough to amortise a statement's overhead, and small enough for the 15 minutes of an invocation.
    private const int MostRecordings = 1000;

    // An Athena statement writes to at most 100 partitions.
    private const int MostDatasets = 100;
    private const int Parallelism = 16;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(30);

    private readonly IBucket _bucket;
    private readonly MessageQueue _queue;
    private readonly BatchFiles _files;
    private readonly IncomingRecording _incoming;
    private readonly string _database;
    private readonly ILogger _log;
    private readonly TextWriter _metrics;

    /// <summary>Creates a publisher.</summary>
    /// <param name="bucket">The processed bucket.</param>
    /// <param name="queue">The queue of the converter's output.</param>
    /// <param name="database">The name of the analysts' database.</param>
    /// <param name="log">The log.</param>
    /// <param name="metrics">Receives a line of metrics if leads are left out.</param>
    public Publisher(IBucket bucket, MessageQueue queue, string database, ILogger log, TextWriter metrics)
    {
        (_bucket, _queue, _database, _log, _metrics) = (bucket, queue, database, log, metrics);
        _files = new BatchFiles(bucket);
        _incoming = new IncomingRecording(bucket);
    }

    /// <summary>Creates the publisher from the process's environment.</summary>
    /// <exception cref="ArgumentException">A variable is missing or invalid; the message names it.</exception>
    public static Publisher FromEnvironment()
    {
        var settings = PipelineEnvironment.Read(Environment.GetEnvironmentVariable);
        var clients = new AwsClients(AwsConnection.FromEnvironment(Environment.GetEnvironmentVariable));
        string Needed(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new ArgumentException($"{variable} is missing: the publisher needs it.");
        return new Publisher(
            new S3Store(clients.S3, settings.ProcessedBucket),
            new MessageQueue(clients.Sqs, QueueAddress.Parse(Needed(PipelineContract.PublicationsQueueVariable), PipelineContract.PublicationsQueueVariable)),
            Needed(PipelineContract.DatabaseVariable),
            JsonLog.ToStandardOutput(settings.LogLevel ?? LogEventLevel.Information),
            StandardLines.Writer);
    }

    /// <summary>Handles a request of the state machine.</summary>
    /// <exception cref="ArgumentException">The request is unknown.</exception>
    /// <exception cref="IOException">The bucket or the queue is not available.</exception>
    public async Task<PublicationPlan> HandleAsync(PublishingRequest request, BatchRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(run);
        switch (request.Action)
        {
            case PublishingRequest.Plan:
                return await PlanAsync(request, run, cancellationToken).ConfigureAwait(false);
            case PublishingRequest.Finish:
                await FinishAsync(cancellationToken).ConfigureAwait(false);
                return new PublicationPlan();
            case PublishingRequest.Release:
                await ReleaseAsync(cancellationToken).ConfigureAwait(false);
                return new PublicationPlan();
            default:
                throw new ArgumentException($"The action is {PublishingRequest.Plan}, {PublishingRequest.Finish} or {PublishingRequest.Release}, not {OneLine.Quote(request.Action ?? "none")}.");
        }
    }

    private async Task<PublicationPlan> PlanAsync(PublishingRequest request, BatchRun run, CancellationToken cancellationToken)
    {
        (Message Message, string[]? Paths)[] taken = [.. (await ReceiveAsync(cancellationToken).ConfigureAwait(false)).Select(message => (message, PathsOf(message)))];

        // S3 sends a test message when the notification is configured.
        await _queue.DeleteAsync([.. taken.Where(message => message.Paths is []).Select(message => message.Message)], cancellationToken).ConfigureAwait(false);
        (Message Message, string[] Paths)[] spoken = [.. taken.Where(message => message.Paths is not (null or [])).Select(message => (message.Message, message.Paths!))];
        WaitingRecording[] found = await LookUpAsync([.. spoken.SelectMany(message => message.Paths).Distinct()], cancellationToken).ConfigureAwait(false);
        WaitingRecording[] batch = Limit(found);
        Dictionary<string, WaitingRecording> byPath = batch.ToDictionary(recording => recording.Path, StringComparer.Ordinal);

        await _files.KeepAsync([.. spoken.Select(message => Taken(message.Message, message.Paths, byPath, found))], cancellationToken).ConfigureAwait(false);
        if (batch.Length == 0)
        {
            return new PublicationPlan();
        }

        await _files.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        string[] leads = [.. batch.SelectMany(recording => recording.Leads).CountBy(lead => lead).OrderByDescending(lead => lead.Value).ThenBy(lead => lead.Key, StringComparer.Ordinal).Select(lead => lead.Key)];
        var columns = BatchColumns.Of(request, _database, _database + PipelineContract.PublishingSuffix, leads);
        if (columns.LeftOut > 0)
        {
            _log.Warning("{leads} leads have no column in samples, which is at its column limit", columns.LeftOut);
            await _metrics.WriteLineAsync(EmbeddedMetrics.Line(PipelineContract.LeadsLeftOutMetric, columns.LeftOut, run, DateTimeOffset.UtcNow)).ConfigureAwait(false);
        }

        return new PublicationPlan
        {
            Recordings = batch.Length,
            HasRows = batch.Any(recording => !recording.IsRejected),
            HasAnnotations = batch.Any(recording => recording.HasAnnotations),
            HasRejections = batch.Any(recording => recording.IsRejected),
            NewColumns = columns.Statements,
            Columns = string.Concat(columns.Leads.Select(lead => $", \"{lead}\"")),
            Values = string.Concat(columns.Leads.Select(lead => $", s.\"{lead}\"")),
        };
    }

    // A recording that was converted again in the meantime keeps its message for another batch.
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<TakenMessage> kept = await _files.KeptAsync(cancellationToken).ConfigureAwait(false);
        var done = new List<Message>();
        var again = new List<Message>();
        var changed = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (TakenMessage taken in kept.Where(taken => taken.IsForLater || taken.Objects.Count > 0))
        {
            bool isDone = !taken.IsForLater;
            foreach ((string key, string etag) in taken.Objects)
            {
                if (!changed.TryGetValue(key, out bool hasChanged))
                {
                    BucketEntry? now = await _bucket.FindAsync(key, cancellationToken).ConfigureAwait(false);
                    changed[key] = hasChanged = now?.ETag != etag;
                }

                isDone &= !hasChanged;
            }

            (isDone ? done : again).Add(new Message { ReceiptHandle = taken.ReceiptHandle });
        }

        await _queue.DeleteAsync(done, cancellationToken).ConfigureAwait(false);
        await HandBackAsync(again, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<TakenMessage> kept = await _files.KeptAsync(cancellationToken).ConfigureAwait(false);
        await HandBackAsync([.. kept.Select(taken => new Message { ReceiptHandle = taken.ReceiptHandle })], cancellationToken).ConfigureAwait(false);
    }

    private async Task HandBackAsync(List<Message> messages, CancellationToken cancellationToken)
    {
        foreach (Message[] some in messages.Chunk(MessageQueue.LargestBatch))
        {
            await _queue.HideAsync(some, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Message>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var messages = new List<Message>();
        while (messages.Count < MostRecordings)
        {
            IReadOnlyList<Message> some = await _queue.ReceiveAsync(Wait, Hidden, cancellationToken).ConfigureAwait(false);
            if (some.Count == 0)
            {
                break;
            }

            messages.AddRange(some);
        }

        return messages;
    }

    private async Task<WaitingRecording[]> LookUpAsync(string[] paths, CancellationToken cancellationToken)
    {
        var found = new WaitingRecording?[paths.Length];
        await Parallel.ForAsync(
            0,
            paths.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (i, stop) => found[i] = await LookUpAsync(paths[i], stop).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. found.OfType<WaitingRecording>()];
    }

    // One that cannot be read becomes a dead letter, and does not keep the others waiting.
    private async Task<WaitingRecording?> LookUpAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await _incoming.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException unreadable)
        {
            _log.Warning(unreadable, "A recording was not published");
            return null;
        }
    }

    // One row per recording, whatever spellings its key has, and at most as many datasets as a statement can write to.
    private static WaitingRecording[] Limit(WaitingRecording[] found)
    {
        var datasets = found.Select(recording => recording.Dataset).Distinct(StringComparer.Ordinal).Take(MostDatasets).ToHashSet(StringComparer.Ordinal);
        return [.. found.DistinctBy(recording => (recording.Dataset, recording.RecordId)).Where(recording => datasets.Contains(recording.Dataset))];
    }

    // null if it cannot be read: it becomes a dead letter.
    private string[]? PathsOf(Message message)
    {
        try
        {
            return [.. UploadMessageReader.Read(message.Body).Objects.Select(entry => PathOf(entry.Key)).OfType<string>()];
        }
        catch (FormatException unreadable)
        {
            _log.Warning("A message was skipped: {why}", unreadable.Message);
            return null;
        }
    }

    private static string? PathOf(string key)
    {
        string[] parts = key.Split('/', 3);
        return parts is [var folder, PipelineContract.RecordsTable or PipelineContract.RejectedTable, var path]
            && $"{folder}/" == PipelineContract.IncomingFolder
            && path.StartsWith($"{PipelineContract.PartitionColumn}=", StringComparison.Ordinal)
            && path.EndsWith(PipelineContract.TableFileSuffix, StringComparison.Ordinal) && path.Contains('/', StringComparison.Ordinal)
            ? path
            : null;
    }

    // A recording that is neither converted nor rejected is being written; its message returns after the visibility timeout.
    private static TakenMessage Taken(Message message, string[] paths, Dictionary<string, WaitingRecording> batch, WaitingRecording[] found) => new(
        message.ReceiptHandle,
        paths.Where(batch.ContainsKey).Distinct().ToDictionary(path => batch[path].LastKey, path => batch[path].ETag),
        IsForLater: paths.Any(path => !batch.ContainsKey(path) && found.Any(recording => recording.Path == path)));
}
