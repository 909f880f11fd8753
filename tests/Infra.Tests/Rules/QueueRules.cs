using System.Text.Json.Nodes;
using Ecg;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for the way from an upload to the function.</summary>
internal static class QueueRules
{
    private const int FourteenDays = 14 * 24 * 60 * 60;

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Tells_the_queue_of_every_file_that_a_recording_consists_of",
            graph =>
            {
                ResourceNode uploads = graph.The(Types.Queue, "uploads");
                ResourceNode raw = graph.The(Types.Bucket, "raw");
                IEnumerable<JsonNode> notifications = graph.OfType(Types.BucketNotification)
                    .Where(one => one.Text("bucket") == raw.Known("bucket"))
                    .SelectMany(one => (one.Inputs["queues"] as JsonArray ?? []).Select(queue => queue!))
                    .Where(one => one["queueArn"]?.ToString() == uploads.Known("arn") && one["events"]?.ToJsonString() == "[\"s3:ObjectCreated:*\"]" && one["filterPrefix"] is null);
                return new[]
                    {
                        PipelineContract.RecordingSuffix, PipelineContract.HeaderSuffix, PipelineContract.SignalFileSuffix,
                        PipelineContract.AnnotationsSuffix, PipelineContract.InfoSuffix, PipelineContract.DatasetFile, ".MAT",
                    }
                    .Except(notifications.Select(one => one["filterSuffix"]?.ToString() ?? ""))
                    .Select(suffix => $"nobody is told of *{suffix}");
            },
            Break.Set("Headers are overlooked", Types.BucketNotification, "raw", "queues.2.filterSuffix", ".txt"),
            Break.Set("The wrong queue is told", Types.BucketNotification, "raw", "queues.0.queueArn", "arn:aws:sqs:us-east-1:123456789012:ecg-prod-dead-letters-1a2b3c4")),
        new(
            "Lets_the_raw_bucket_of_this_account_fill_the_queue_and_nobody_else",
            graph => FilledBy(graph, "uploads", "raw").Concat(FilledBy(graph, "publications", "processed")),
            Break.Policy("Any bucket", Types.QueuePolicy, "uploads", "policy", "NotificationsOfTheRawBucket", statement => statement["Condition"]!.AsObject().Remove("ArnEquals")),
            Break.Policy("Any account", Types.QueuePolicy, "uploads", "policy", "NotificationsOfTheRawBucket", statement => statement["Condition"]!.AsObject().Remove("StringEquals")),
            Break.Policy("Anybody", Types.QueuePolicy, "uploads", "policy", "NotificationsOfTheRawBucket", statement => statement["Principal"] = "*")),
        new(
            "Speaks_to_every_queue_over_TLS_alone",
            graph =>
                from queue in graph.OfType(Types.Queue)
                let policy = graph.OfType(Types.QueuePolicy).SingleOrDefault(one => one.Text("queueUrl") == queue.Known("url"))
                from problem in policy is null ? ["no policy"] : BucketRules.RefusesWithoutTls(policy, "sqs:*", [queue.Known("arn")])
                select $"{queue}: {problem}",
            Break.Remove("Dead letters go over anything", Types.QueuePolicy, "dead-letters")),
        new(
            "Hides_a_message_at_least_six_times_as_long_as_the_function_may_take",
            graph => Number(graph.The(Types.Queue, "uploads"), "visibilityTimeoutSeconds") >= 6 * Number(graph.The(Types.Function, "convert"), "timeout")
                ? []
                : ["a batch that is still worked on is handed out again"],
            Break.Set("Five times and a bit", Types.Queue, "uploads", "visibilityTimeoutSeconds", 1799),
            Break.Set("A longer function", Types.Function, "convert", "timeout", 900)),
        new(
            "Keeps_dead_letters_for_14_days",
            graph => Number(graph.The(Types.Queue, "dead-letters"), "messageRetentionSeconds") == FourteenDays ? [] : ["not 14 days"],
            Break.Set("Four days", Types.Queue, "dead-letters", "messageRetentionSeconds", 345_600),
            Break.Set("As AWS sees fit", Types.Queue, "dead-letters", "messageRetentionSeconds", null)),
        new(
            "Makes_a_dead_letter_of_what_keeps_failing",
            graph =>
            {
                ResourceNode uploads = graph.The(Types.Queue, "uploads");
                ResourceNode deadLetters = graph.The(Types.Queue, "dead-letters");
                JsonNode? redrive = uploads.Text("redrivePolicy") is { } text ? JsonNode.Parse(text) : null;
                JsonNode? allow = graph.OfType(Types.RedriveAllow).SingleOrDefault(one => one.Text("queueUrl") == deadLetters.Known("url"))?.Text("redriveAllowPolicy") is { } other
                    ? JsonNode.Parse(other)
                    : null;
                return redrive?["deadLetterTargetArn"]?.ToString() == deadLetters.Known("arn")
                    && redrive["maxReceiveCount"]?.ToString() == graph.Stack.Setting("maxReceiveCount")
                    && allow?["redrivePermission"]?.ToString() == "byQueue"
                    && allow["sourceQueueArns"]?.ToJsonString() == $"[\"{uploads.Known("arn")}\"]"
                        ? []
                        : ["the queues do not belong together"];
            },
            Break.Set("It is tried for ever", Types.Queue, "uploads", "redrivePolicy", null),
            Break.Remove("Any queue may use the dead letters", Types.RedriveAllow, "dead-letters")),
        new(
            "Encrypts_every_queue",
            graph => graph.OfType(Types.Queue).Where(queue => queue.Inputs["sqsManagedSseEnabled"]?.GetValue<bool>() != true && queue.Text("kmsMasterKeyId") is null).Select(queue => queue.ToString()),
            Break.Set("In the clear", Types.Queue, "uploads", "sqsManagedSseEnabled", false)),
        new(
            "Polls_every_queue_long",
            graph => graph.OfType(Types.Queue).Where(queue => Number(queue, "receiveWaitTimeSeconds") != 20).Select(queue => queue.ToString()),
            Break.Set("Short", Types.Queue, "uploads", "receiveWaitTimeSeconds", 0)),
        new(
            "Hands_back_the_messages_that_failed_and_no_others",
            graph =>
            {
                ResourceNode mapping = graph.OfType(Types.EventSource).Single();
                return mapping.Inputs["functionResponseTypes"]?.ToJsonString() == "[\"ReportBatchItemFailures\"]"
                    && mapping.Text("eventSourceArn") == graph.The(Types.Queue, "uploads").Known("arn")
                    && mapping.Text("functionName") == graph.The(Types.Function, "convert").Known("arn")
                        ? []
                        : ["a failed message takes its batch with it, or comes from elsewhere"];
            },
            Break.Set("All of a batch", Types.EventSource, "uploads", "functionResponseTypes", null)),
        new(
            "Limits_how_much_is_converted_at_once",
            graph => graph.OfType(Types.EventSource).Single().Inputs["scalingConfig"]?["maximumConcurrency"]?.ToString() == graph.Stack.Setting("maximumConcurrency")
                ? []
                : ["no limit"],
            Break.Set("No limit", Types.EventSource, "uploads", "scalingConfig", null)),
    ];

    /// <summary>An input that is a number.</summary>
    internal static int? Number(ResourceNode resource, string input) => (int?)resource.Inputs[input]?.AsValue();

    // The daily search for lost recordings, by the rule of this stack.
    private static bool IsReminder(StackGraph graph, WrittenStatement statement) =>
        statement.Principals is ["Service events.amazonaws.com"] && statement.Condition("ArnEquals", "aws:SourceArn") is [var source]
        && graph.OfType(Types.EventRule).Any(rule => rule.Known("arn") == source);

    private static string[] FilledBy(StackGraph graph, string queue, string bucket)
    {
        ResourceNode filled = graph.The(Types.Queue, queue);
        List<WrittenStatement> allowing =
        [
            .. graph.OfType(Types.QueuePolicy)
                .Where(policy => policy.Text("queueUrl") == filled.Known("url"))
                .SelectMany(WrittenStatement.Of)
                .Where(statement => statement.Allows && !IsReminder(graph, statement)),
        ];
        return allowing is [var one]
            && one.Principals is ["Service s3.amazonaws.com"]
            && one.Actions is ["sqs:SendMessage"]
            && one.Resources is [var arn] && arn == filled.Known("arn")
            && one.Condition("ArnEquals", "aws:SourceArn") is [var source] && source == graph.The(Types.Bucket, bucket).Known("arn")
            && one.Condition("StringEquals", "aws:SourceAccount") is [Cloud.Account]
                ? []
                : [$"the queue {queue} takes messages from others, or not from the bucket"];
    }
}
