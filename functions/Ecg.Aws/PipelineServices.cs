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

/// <summary>The services of the batch loop. Tests and other hosts provide their own.</summary>
internal sealed record PipelineServices
{
    /// <summary>Opens a raw bucket by name.</summary>
    public required Func<string, IBucket> Raw { get; init; }

    /// <summary>The store of the lake.</summary>
    public required IBucket Lake { get; init; }

    /// <summary>The conversion options.</summary>
    public ConversionOptions Options { get; init; } = new();

    /// <summary>
    /// The queue of the messages; <see langword="null"/> if there is none, and one message converts every recording of a
    /// dataset.
    /// </summary>
    public IUploadMessages? Queue { get; init; }

    /// <summary>Receives rejected recordings; <see langword="null"/> for none.</summary>
    public IRejectionChannel? Rejections { get; init; }

    /// <summary>The log.</summary>
    public ILogger Log { get; init; } = Logger.None;

    /// <summary>Receives a line of metrics for each batch.</summary>
    public TextWriter Metrics { get; init; } = TextWriter.Null;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// The number of concurrent conversions, memory permitting. More than the cores, because a conversion spends most of its
    /// time waiting for the network.
    /// </summary>
    public int Parallelism { get; init; } = Math.Max(4, 4 * Environment.ProcessorCount);

    /// <summary>The memory budget of concurrent recordings in bytes.</summary>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>The disk budget of their temporary files in bytes.</summary>
    public long DiskBytes { get; init; } = FreeDisk();

    /// <summary>Creates the services from the process's environment.</summary>
    /// <exception cref="ArgumentException">A variable is missing or invalid; the message names it.</exception>
    public static PipelineServices FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>Creates the services from an environment.</summary>
    /// <param name="environment">Returns the value of a variable, or <see langword="null"/>.</param>
    /// <param name="clients">The clients; <see langword="null"/> to create them from the environment.</param>
    /// <exception cref="ArgumentException">A variable is missing or invalid; the message names it.</exception>
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

    /// <summary>Creates the services of a command in the function's place.</summary>
    /// <param name="environment">Returns the value of a variable, or <see langword="null"/>; the processed bucket's is not used.</param>
    /// <param name="clients">The clients.</param>
    /// <param name="queue">The queue of the messages.</param>
    /// <param name="processedBucket">The bucket of the lake.</param>
    /// <param name="logWriter">Receives the log; warnings and above unless the environment sets another level.</param>
    /// <exception cref="ArgumentException">A variable is invalid; the message names it.</exception>
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

    /// <summary>Creates services on S3 buckets only.</summary>
    /// <param name="s3">The client.</param>
    /// <param name="processedBucket">The bucket of the lake.</param>
    public static PipelineServices On(IAmazonS3 s3, string processedBucket) => new()
    {
        Raw = bucket => new S3Store(s3, bucket),
        Lake = new BucketFolder(new S3Store(s3, processedBucket), PipelineContract.IncomingFolder),
    };

    private static long FreeDisk() => new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;

    private static SlackRejectionChannel? ChannelOf(PipelineEnvironment settings, AwsClients clients, ILogger log) =>
        settings.SlackWebhookParameter is { } parameter ? new SlackRejectionChannel(new SsmWebhook(() => clients.Parameters, parameter), log, settings.SlackNames) : null;
}
