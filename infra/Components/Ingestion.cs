using System.Text.Json.Serialization;
using Ecg;
using Infra.Policies;
using Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;
using S3 = Pulumi.Aws.S3;
using Sqs = Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>
/// Gives the pipeline its queue: every upload that matters to it becomes a message, and a message that keeps failing
/// becomes a dead letter.
/// </summary>
internal sealed class Ingestion : ComponentResource
{
    private const int DeadLettersKeptSeconds = 14 * 24 * 60 * 60;
    private const int MessagesKeptSeconds = 4 * 24 * 60 * 60;
    private const int LongPollSeconds = 20;

    /// <summary>Declares the queue and what fills it.</summary>
    public Ingestion(string name, IngestionArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Ingestion", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string uploads = args.Scope.Name("uploads");
        string deadLetters = args.Scope.Name("dead-letters");
        string reconcile = args.Scope.Name("reconcile");

        DeadLetters = new Sqs.Queue(
            deadLetters,
            Encrypted(args.Scope, new Sqs.QueueArgs
            {
                MessageRetentionSeconds = DeadLettersKeptSeconds,
                ReceiveWaitTimeSeconds = LongPollSeconds,
                Tags = args.Scope.Tags,
            }),
            child);

        Uploads = new Sqs.Queue(
            uploads,
            Encrypted(args.Scope, new Sqs.QueueArgs
            {
                VisibilityTimeoutSeconds = args.Settings.VisibilityTimeoutSeconds,
                MessageRetentionSeconds = MessagesKeptSeconds,
                ReceiveWaitTimeSeconds = LongPollSeconds,
                Tags = args.Scope.Tags,

                // Uploads -> dead letters.
                RedrivePolicy = DeadLetters.Arn.Apply(arn => JsonText.Of(new RedriveTarget(arn, args.Settings.MaxReceiveCount))),
            }),
            child);

        _ = new Sqs.RedriveAllowPolicy(
            deadLetters,
            new Sqs.RedriveAllowPolicyArgs
            {
                QueueUrl = DeadLetters.Url,
                RedriveAllowPolicyName = Uploads.Arn.Apply(arn => JsonText.Of(RedriveSources.Only(arn))),
            },
            child);

        _ = new Sqs.QueuePolicy(
            deadLetters,
            new Sqs.QueuePolicyArgs { QueueUrl = DeadLetters.Url, Policy = new PolicyDocument([TlsOnly(DeadLetters)]).ToJson() },
            child);

        var daily = new CloudWatch.EventRule(
            reconcile,
            new CloudWatch.EventRuleArgs
            {
                Description = "Once a day, seek the recordings that are neither converted nor rejected.",
                ScheduleExpression = "rate(1 day)",
                Tags = args.Scope.Tags,
            },
            child);

        var uploadsPolicy = new Sqs.QueuePolicy(
            uploads,
            new Sqs.QueuePolicyArgs
            {
                QueueUrl = Uploads.Url,
                Policy = new PolicyDocument([Notifications("NotificationsOfTheRawBucket", args.Scope, args.Raw, Uploads), Reminders(args, Uploads, daily), TlsOnly(Uploads)]).ToJson(),
            },
            child);

        // Raw bucket -> uploads. S3 tries the queue when this is set, so the queue must let it by then.
        _ = new S3.BucketNotification(
            args.Scope.Name("raw"),
            new S3.BucketNotificationArgs
            {
                Bucket = args.Raw.Name,
                Queues =
                {
                    Uploaded("recordings", PipelineContract.RecordingSuffix),
                    Uploaded("headers", PipelineContract.HeaderSuffix),
                    Uploaded("infos", PipelineContract.InfoSuffix),
                    Uploaded("signals", PipelineContract.SignalFileSuffix),
                    Uploaded("annotations", PipelineContract.AnnotationsSuffix),
                    Uploaded("datasets", PipelineContract.DatasetFile),

                    // S3 compares letter by letter, and old recorders write upper case.
                    Uploaded("recordings-upper", PipelineContract.RecordingSuffix.ToUpperInvariant()),
                },
            },
            new CustomResourceOptions { Parent = this, DependsOn = uploadsPolicy });

        // Every day -> uploads: the function seeks recordings whose message was lost.
        _ = new CloudWatch.EventTarget(
            reconcile,
            new CloudWatch.EventTargetArgs
            {
                Rule = daily.Name,
                Arn = Uploads.Arn,
                Input = args.Raw.Name.Apply(bucket => JsonText.Of(ReconcileMessage.Of(bucket))),
            },
            new CustomResourceOptions { Parent = this, DependsOn = uploadsPolicy });

        RegisterOutputs();
    }

    /// <summary>The queue with a message for every upload.</summary>
    public Sqs.Queue Uploads { get; }

    /// <summary>The queue with the messages that kept failing.</summary>
    public Sqs.Queue DeadLetters { get; }

    private S3.Inputs.BucketNotificationQueueArgs Uploaded(string what, string suffix) => new()
    {
        Id = what,
        QueueArn = Uploads.Arn,
        Events = "s3:ObjectCreated:*",
        FilterSuffix = suffix,
    };

    /// <summary>A queue that is encrypted: with the stack's own key where it has one, else with SQS's.</summary>
    public static Sqs.QueueArgs Encrypted(StackScope scope, Sqs.QueueArgs queue)
    {
        if (scope.Safeguards is { } safeguards)
        {
            queue.KmsMasterKeyId = safeguards.KeyArn;
        }
        else
        {
            queue.SqsManagedSseEnabled = true;
        }

        return queue;
    }

    /// <summary>Lets a bucket send its notifications to a queue.</summary>
    public static Statement Notifications(string sid, StackScope scope, PrivateBucket bucket, Sqs.Queue queue) => new()
    {
        Sid = sid,
        Principal = Principal.Service("s3.amazonaws.com"),
        Actions = ["sqs:SendMessage"],
        Resources = [queue.Arn],
        Conditions =
        [
            new Condition("ArnEquals", "aws:SourceArn", [bucket.Arn]),
            Condition.From(scope.Account),
        ],
    };

    private static Statement Reminders(IngestionArgs args, Sqs.Queue queue, CloudWatch.EventRule daily) => new()
    {
        Sid = "DailyReconciliation",
        Principal = Principal.Service("events.amazonaws.com"),
        Actions = ["sqs:SendMessage"],
        Resources = [queue.Arn],
        Conditions =
        [
            new Condition("ArnEquals", "aws:SourceArn", [daily.Arn]),
            Condition.From(args.Scope.Account),
        ],
    };

    /// <summary>Refuses whoever does not speak to a queue over TLS.</summary>
    public static Statement TlsOnly(Sqs.Queue queue) => Statement.Refuse("TlsOnly", ["sqs:*"], [queue.Arn], Condition.NotOverTls);
}

/// <summary>What the ingestion is made of.</summary>
internal sealed record IngestionArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>How the queue hands messages out.</summary>
    public required IngestionSettings Settings { get; init; }

    /// <summary>The bucket whose uploads become messages.</summary>
    public required PrivateBucket Raw { get; init; }
}

/// <summary>Where a queue's messages go that were tried too often.</summary>
/// <param name="DeadLetterTargetArn">The queue they go to.</param>
/// <param name="MaxReceiveCount">How often they are tried.</param>
internal sealed record RedriveTarget(
    [property: JsonPropertyName("deadLetterTargetArn")] string DeadLetterTargetArn,
    [property: JsonPropertyName("maxReceiveCount")] int MaxReceiveCount);

/// <summary>Which queues may use a queue for their dead letters.</summary>
/// <param name="RedrivePermission">How they are named.</param>
/// <param name="SourceQueueArns">The queues.</param>
internal sealed record RedriveSources(
    [property: JsonPropertyName("redrivePermission")] string RedrivePermission,
    [property: JsonPropertyName("sourceQueueArns")] IReadOnlyList<string> SourceQueueArns)
{
    /// <summary>One queue and no other.</summary>
    public static RedriveSources Only(string queueArn) => new("byQueue", [queueArn]);
}

/// <summary>The daily message that has missing recordings sought.</summary>
/// <param name="Source">Who sends it.</param>
/// <param name="DetailType">What it is.</param>
/// <param name="Detail">In which bucket.</param>
internal sealed record ReconcileMessage(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("detail-type")] string DetailType,
    [property: JsonPropertyName("detail")] ReconciledBucket Detail)
{
    /// <summary>The message about one bucket.</summary>
    public static ReconcileMessage Of(string bucket) => new(
        PipelineContract.ReconcileSource, PipelineContract.ReconcileType, new ReconciledBucket(new BucketName(bucket)));
}

/// <summary>The bucket of such a message, as S3's own events name theirs.</summary>
/// <param name="Bucket">The bucket.</param>
internal sealed record ReconciledBucket([property: JsonPropertyName("bucket")] BucketName Bucket);

/// <summary>The name of a bucket.</summary>
/// <param name="Name">The name.</param>
internal sealed record BucketName([property: JsonPropertyName("name")] string Name);
