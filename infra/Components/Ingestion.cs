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
/// Declares the queue: every relevant upload becomes a message, and a message that keeps failing
/// becomes a dead letter.
/// </summary>
internal sealed class Ingestion : ComponentResource
{
    private const int DeadLettersKeptSeconds = 14 * 24 * 60 * 60;
    private const int MessagesKeptSeconds = 4 * 24 * 60 * 60;
    private const int LongPollSeconds = 20;

    /// <summary>Declares the queue and its notifications.</summary>
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

        // Raw bucket -> uploads. S3 tests the queue when this is created, so the queue's policy must exist.
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

                    // S3 compares case-sensitively, and old recorders write upper case.
                    Uploaded("recordings-upper", PipelineContract.RecordingSuffix.ToUpperInvariant()),
                },
            },
            new CustomResourceOptions { Parent = this, DependsOn = uploadsPolicy });

        // Every day -> uploads: the function looks for recordings whose message was lost.
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

    /// <summary>The dead-letter queue.</summary>
    public Sqs.Queue DeadLetters { get; }

    private S3.Inputs.BucketNotificationQueueArgs Uploaded(string what, string suffix) => new()
    {
        Id = what,
        QueueArn = Uploads.Arn,
        Events = "s3:ObjectCreated:*",
        FilterSuffix = suffix,
    };

    /// <summary>Declares an encrypted queue: with the stack's own key if it has one, otherwise with SQS's.</summary>
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

    /// <summary>Returns the policy that lets a bucket send its notifications to a queue.</summary>
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

    /// <summary>Returns the statement that denies access to a queue without TLS.</summary>
    public static Statement TlsOnly(Sqs.Queue queue) => Statement.Refuse("TlsOnly", ["sqs:*"], [queue.Arn], Condition.NotOverTls);
}

/// <summary>The arguments of the ingestion component.</summary>
internal sealed record IngestionArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The queue's settings.</summary>
    public required IngestionSettings Settings { get; init; }

    /// <summary>The bucket whose uploads become messages.</summary>
    public required PrivateBucket Raw { get; init; }
}

/// <summary>The redrive policy of a queue.</summary>
/// <param name="DeadLetterTargetArn">The dead-letter queue.</param>
/// <param name="MaxReceiveCount">The number of times that a message is received before it is moved there.</param>
internal sealed record RedriveTarget(
    [property: JsonPropertyName("deadLetterTargetArn")] string DeadLetterTargetArn,
    [property: JsonPropertyName("maxReceiveCount")] int MaxReceiveCount);

/// <summary>The queues that may use a queue as their dead-letter queue.</summary>
/// <param name="RedrivePermission">How the queues are specified.</param>
/// <param name="SourceQueueArns">The queues.</param>
internal sealed record RedriveSources(
    [property: JsonPropertyName("redrivePermission")] string RedrivePermission,
    [property: JsonPropertyName("sourceQueueArns")] IReadOnlyList<string> SourceQueueArns)
{
    /// <summary>Returns the policy that allows exactly one queue.</summary>
    public static RedriveSources Only(string queueArn) => new("byQueue", [queueArn]);
}

/// <summary>The daily message that starts the search for missing recordings.</summary>
/// <param name="Source">The sender.</param>
/// <param name="DetailType">The type of the message.</param>
/// <param name="Detail">The bucket to search.</param>
internal sealed record ReconcileMessage(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("detail-type")] string DetailType,
    [property: JsonPropertyName("detail")] ReconciledBucket Detail)
{
    /// <summary>The message about one bucket.</summary>
    public static ReconcileMessage Of(string bucket) => new(
        PipelineContract.ReconcileSource, PipelineContract.ReconcileType, new ReconciledBucket(new BucketName(bucket)));
}

/// <summary>The bucket of such a message, in the form of S3's events.</summary>
/// <param name="Bucket">The bucket.</param>
internal sealed record ReconciledBucket([property: JsonPropertyName("bucket")] BucketName Bucket);

/// <summary>The name of a bucket.</summary>
/// <param name="Name">The name.</param>
internal sealed record BucketName([property: JsonPropertyName("name")] string Name);
