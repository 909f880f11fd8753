using Amazon.S3;
using Ecg.Aws.Accounts;
using Ecg.Aws.Buckets;
using Ecg.Aws.Logs;
using Ecg.Aws.Queues;
using Ecg.Aws.Slack;
using Ecg.Aws.Uploads;
using Ecg.Lake;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Ecg.Aws;

/// <summary>What the batch loop works with. Tests and other hosts put together their own.</summary>
internal sealed record PipelineServices
{
    /// <summary>Opens a raw bucket by its name.</summary>
    public required Func<string, IBucket> Raw { get; init; }

    /// <summary>Holds the lake.</summary>
    public required IBucket Lake { get; init; }

    /// <summary>How recordings are converted.</summary>
    public ConversionOptions Options { get; init; } = new();

    /// <summary>
    /// The queue that the messages come from; <see langword="null"/> where there is none, and every recording of a dataset is
    /// converted by one message.
    /// </summary>
    public IUploadMessages? Queue { get; init; }

    /// <summary>Told of rejected recordings; <see langword="null"/> where nobody wants to know.</summary>
    public IRejectionChannel? Rejections { get; init; }

    /// <summary>The log.</summary>
    public ILogger Log { get; init; } = Logger.None;

    /// <summary>Takes a line of metrics for each batch.</summary>
    public TextWriter Metrics { get; init; } = TextWriter.Null;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// How many recordings are converted side by side, memory allowing. More than cores: a conversion spends most of its
    /// time waiting for the network.
    /// </summary>
    public int Parallelism { get; init; } = Math.Max(4, 4 * Environment.ProcessorCount);

    /// <summary>The memory that recordings which are converted side by side may take together, in bytes.</summary>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>The disk that they may take together for temporary files, in bytes.</summary>
    public long DiskBytes { get; init; } = FreeDisk();

    /// <summary>The services of a process that its environment describes.</summary>
    /// <exception cref="ArgumentException">A variable is missing or wrong; the exception says which in one line.</exception>
    public static PipelineServices FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>The services that an environment describes.</summary>
    /// <param name="environment">Gives the value of a variable, or <see langword="null"/>.</param>
    /// <param name="clients">The clients; <see langword="null"/> for those that the environment describes.</param>
    /// <exception cref="ArgumentException">A variable is missing or wrong; the exception says which in one line.</exception>
    public static PipelineServices FromEnvironment(Func<string, string?> environment, AwsClients? clients = null)
    {
        var settings = PipelineEnvironment.Read(environment);
        clients ??= new AwsClients(AwsConnection.FromEnvironment(environment));
        ILogger log = JsonLog.ToStandardOutput(settings.LogLevel ?? LogEventLevel.Information);
        return On(clients.S3, settings.ProcessedBucket) with
        {
            Options = settings.Options,
            Queue = settings.Queue is { } queue ? new MessageQueue(clients.Sqs, queue) : null,
            Rejections = ChannelOf(settings, clients, log),
            Log = log,
            Metrics = StandardLines.Writer,
            MemoryBytes = settings.MemoryBytes is { } memory ? memory / 2 : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2,
            DiskBytes = settings.DiskBytes ?? FreeDisk(),
        };
    }

    /// <summary>The services of a command that stands in for the function.</summary>
    /// <param name="environment">Gives the value of a variable, or <see langword="null"/>; the processed bucket is not asked for.</param>
    /// <param name="clients">The clients.</param>
    /// <param name="queue">The queue that the messages come from.</param>
    /// <param name="processedBucket">The bucket that holds the lake.</param>
    /// <param name="logWriter">Takes the log; warnings and worse unless the environment says otherwise.</param>
    /// <exception cref="ArgumentException">A variable is wrong; the exception says which in one line.</exception>
    public static PipelineServices ForWorker(
        Func<string, string?> environment,
        AwsClients clients,
        QueueAddress queue,
        string processedBucket,
        TextWriter logWriter)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(clients);
        var settings = PipelineEnvironment.Read(name => name == PipelineContract.ProcessedBucketVariable ? processedBucket : environment(name));
        ILogger log = JsonLog.To(logWriter, settings.LogLevel ?? LogEventLevel.Warning);
        return On(clients.S3, processedBucket) with
        {
            Queue = new MessageQueue(clients.Sqs, queue),
            Options = settings.Options,
            Rejections = ChannelOf(settings, clients, log),
            Log = log,
            DiskBytes = settings.DiskBytes ?? FreeDisk(),
        };
    }

    /// <summary>The services on buckets of S3, and nothing else.</summary>
    /// <param name="s3">The client.</param>
    /// <param name="processedBucket">The bucket that holds the lake.</param>
    public static PipelineServices On(IAmazonS3 s3, string processedBucket) => new()
    {
        Raw = bucket => new S3Store(s3, bucket),
        Lake = new BucketFolder(new S3Store(s3, processedBucket), PipelineContract.IncomingFolder),
    };

    private static long FreeDisk() => new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;

    private static SlackRejectionChannel? ChannelOf(PipelineEnvironment settings, AwsClients clients, ILogger log) =>
        settings.SlackWebhookParameter is { } parameter ? new SlackRejectionChannel(new SsmWebhook(() => clients.Parameters, parameter), log, settings.SlackNames) : null;
}
