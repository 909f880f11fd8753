using System.Text.Json.Nodes;
using Ecg;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for alarms and for the way that they go.</summary>
internal static class AlarmRules
{
    private static readonly string[] Publishers = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"];

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Raises_an_alarm_for_every_dead_letter",
            graph => DeadLetterQueues(graph).SelectMany(queue => Watches(graph, "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue, 0)),
            Break.Remove("Nobody watches", Types.Alarm, "dead-letters"),
            Break.Set("The wrong queue", Types.Alarm, "dead-letters", "dimensions.QueueName", "ecg-prod-uploads-1a2b3c4"),
            Break.Set("From the second on", Types.Alarm, "dead-letters", "threshold", 1),
            Break.Remove("Not of the publisher's", Types.Alarm, "unpublished")),
        new(
            "Raises_an_alarm_when_uploads_wait_too_long",
            graph => Watches(graph, "AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", graph.The(Types.Queue, "uploads").Known("name"), 60 * int.Parse(graph.Stack.Setting("oldestMessageMinutes"), System.Globalization.CultureInfo.InvariantCulture)),
            Break.Set("Minutes for seconds", Types.Alarm, "uploads-wait", "threshold", 60)),
        new(
            "Raises_an_alarm_when_the_function_fails",
            graph => Watches(graph, "AWS/Lambda", "Errors", "FunctionName", graph.The(Types.Function, "convert").Known("name"), 0),
            Break.Set("Another figure", Types.Alarm, "convert-errors", "metricName", "Invocations")),
        new(
            "Raises_an_alarm_when_the_function_is_throttled",
            graph => Watches(graph, "AWS/Lambda", "Throttles", "FunctionName", graph.The(Types.Function, "convert").Known("name"), 0),
            Break.Remove("Nobody watches", Types.Alarm, "convert-throttles")),
        new(
            "Raises_an_alarm_before_dead_letters_expire",
            graph => DeadLetterQueues(graph).SelectMany(queue => Watches(graph, "AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue, 10 * 24 * 60 * 60)),
            Break.Set("When they are gone", Types.Alarm, "dead-letters-expire", "threshold", 14 * 24 * 60 * 60),
            Break.Remove("Not of the publisher's", Types.Alarm, "unpublished-expire")),
        new(
            "Raises_an_alarm_when_recordings_go_back_to_the_queue",
            graph => Watches(graph, PipelineContract.MetricsNamespace, PipelineContract.FailedMetric, PipelineContract.MetricsDimension, graph.The(Types.Function, "convert").Known("name"), 0),
            Break.Remove("Nobody watches", Types.Alarm, "convert-failures")),
        new(
            "Raises_an_alarm_when_the_function_is_near_a_limit",
            graph =>
            [
                .. Watches(graph, "AWS/Lambda", "Duration", "FunctionName", graph.The(Types.Function, "convert").Known("name"), 800 * Setting(graph, "functionTimeoutSeconds")),
                .. Watches(graph, "AWS/Lambda", "ConcurrentExecutions", "FunctionName", graph.The(Types.Function, "convert").Known("name"), Setting(graph, "maximumConcurrency") - 1),
            ],
            Break.Set("When it is too late", Types.Alarm, "convert-slow", "threshold", 300_000),
            Break.Remove("Nobody sees that it is busy", Types.Alarm, "convert-at-limit")),
        new(
            "Raises_an_alarm_when_alarms_are_not_delivered",
            graph => Watches(graph, "AWS/SNS", "NumberOfNotificationsFailed", "TopicName", graph.The(Types.Topic, "alerts").Known("name"), 0),
            Break.Remove("Nobody knows", Types.Alarm, "alerts-undelivered")),
        new(
            "Raises_an_alarm_when_too_many_recordings_are_rejected",
            graph => Calculates(graph, "rejected-share", Setting(graph, "rejectedPercent"), "converted", "rejected"),
            Break.Set("All of them", Types.Alarm, "rejected-share", "threshold", 100),
            Break.Remove("Nobody watches", Types.Alarm, "rejected-share")),
        new(
            "Raises_an_alarm_when_uploads_come_and_nothing_is_converted",
            graph => Calculates(graph, "no-conversions", 0, "uploads", "converted", "rejected")
                .Concat(graph.The(Types.Alarm, "no-conversions").Inputs["metricQueries"]!.AsArray().Where(query => query!["metric"] is { } metric && Number(metric["period"]!) * 2 != 3600 * Setting(graph, "silenceHours")).Select(query => $"{query!["id"]}: another period")),
            Break.Set("Within an hour", Types.Alarm, "no-conversions", "metricQueries.1.metric.period", 1800),
            Break.Set("Of other uploads", Types.Alarm, "no-conversions", "metricQueries.1.metric.dimensions.QueueName", "ecg-dev-uploads-1a2b3c4")),
        new(
            "Raises_an_alarm_when_nobody_asks_the_queue",
            graph => Calculates(graph, "nobody-polls", 1, "found", "empty").Concat(BreaksBySilence(graph, "nobody-polls")),
            Break.Set("Silence is well", Types.Alarm, "nobody-polls", "treatMissingData", "notBreaching"),
            Break.Remove("Nobody watches", Types.Alarm, "nobody-polls")),
        new(
            "Raises_an_alarm_when_the_crawler_does_not_succeed",
            graph =>
            {
                ResourceNode? successes = Seen(graph, "Succeeded");
                ResourceNode alarm = graph.The(Types.Alarm, "crawls-missing");
                return
                [
                    .. BreaksBySilence(graph, "crawls-missing"),
                    .. successes is not null
                        && alarm.Inputs["dimensions"]?.ToJsonString() == $"{{\"RuleName\":\"{successes.Known("name")}\"}}"
                        && alarm.Text("period") == "3600"
                        && alarm.Text("evaluationPeriods") == graph.Stack.Setting("crawlSilenceHours")
                            ? Array.Empty<string>()
                            : ["nobody sees it"],
                ];
            },
            Break.Remove("No target", Types.EventTarget, "crawl-succeeded"),
            Break.Set("Silence is well", Types.Alarm, "crawls-missing", "treatMissingData", "missing"),
            Break.Set("For a month", Types.Alarm, "crawls-missing", "evaluationPeriods", 720)),
        new(
            "Raises_an_alarm_when_no_run_of_the_publisher_succeeds",
            graph =>
            {
                ResourceNode? alarm = graph.OfType(Types.Alarm).SingleOrDefault(one => one.Name.EndsWith("-publishing-missing", StringComparison.Ordinal));
                return
                [
                    .. BreaksBySilence(graph, "publishing-missing"),
                    .. alarm?.Text("namespace") == "AWS/States"
                        && alarm.Text("metricName") == "ExecutionsSucceeded"
                        && alarm.Inputs["dimensions"]?.ToJsonString() == $"{{\"StateMachineArn\":\"{graph.OfType(Types.StateMachine).Single().Known("arn")}\"}}"
                        && Number(alarm.Inputs["period"]!) * Number(alarm.Inputs["evaluationPeriods"]!) <= 36 * 3600
                            ? Array.Empty<string>()
                            : ["nobody sees it"],
                ];
            },
            Break.Remove("Nobody watches", Types.Alarm, "publishing-missing"),
            Break.Set("Silence is well", Types.Alarm, "publishing-missing", "treatMissingData", "notBreaching"),
            Break.Set("Starts alone", Types.Alarm, "publishing-missing", "metricName", "ExecutionsStarted"),
            Break.Set("For a week", Types.Alarm, "publishing-missing", "evaluationPeriods", 168)),
        new(
            "Raises_an_alarm_when_leads_have_no_column",
            graph => Watches(graph, PipelineContract.MetricsNamespace, PipelineContract.LeadsLeftOutMetric, PipelineContract.MetricsDimension, graph.The(Types.Function, "publish").Known("name"), 0),
            Break.Remove("Nobody watches", Types.Alarm, "leads-left-out"),
            Break.Set("Of the converter", Types.Alarm, "leads-left-out", "dimensions.FunctionName", "ecg-dev-convert-1a2b3c4")),
        new(
            "Raises_an_alarm_when_the_daily_check_is_not_started",
            graph =>
            {
                ResourceNode alarm = graph.The(Types.Alarm, "daily-check-missing");
                return
                [
                    .. BreaksBySilence(graph, "daily-check-missing"),
                    .. alarm.Inputs["dimensions"]?.ToJsonString() == $"{{\"RuleName\":\"{graph.The(Types.EventRule, "reconcile").Known("name")}\"}}"
                        && Number(alarm.Inputs["period"]!) * Number(alarm.Inputs["evaluationPeriods"]!) is > 24 * 3600 and <= 48 * 3600
                            ? Array.Empty<string>()
                            : ["nobody sees it"],
                ];
            },
            Break.Set("Silence is well", Types.Alarm, "daily-check-missing", "treatMissingData", "notBreaching"),
            Break.Set("Of another rule", Types.Alarm, "daily-check-missing", "dimensions.RuleName", "ecg-dev-crawl-succeeded"),
            Break.Set("Within the day", Types.Alarm, "daily-check-missing", "evaluationPeriods", 12)),
        new(
            "Evaluates_no_alarm_over_more_than_CloudWatch_takes",
            graph =>
                from alarm in graph.OfType(Types.Alarm)
                let period = int.Parse(alarm.Text("period") ?? alarm.Inputs["metricQueries"]![1]!["metric"]!["period"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture)
                let periods = int.Parse(alarm.Text("evaluationPeriods")!, System.Globalization.CultureInfo.InvariantCulture)
                where period % 60 != 0 || (long)period * periods > (period < 3600 ? 1 : 7) * 24 * 60 * 60
                select alarm.ToString(),
            Break.Set("Two days of minutes", Types.Alarm, "convert-errors", "evaluationPeriods", 600)),
        new(
            "Gives_every_alarm_an_action_and_says_what_to_do",
            graph =>
                from alarm in graph.OfType(Types.Alarm)
                let topic = $"[\"{graph.The(Types.Topic, "alerts").Known("arn")}\"]"
                where alarm.Inputs["alarmActions"]?.ToJsonString() != topic
                    || alarm.Inputs["okActions"]?.ToJsonString() != topic
                    || alarm.Inputs["actionsEnabled"]?.GetValue<bool>() == false
                    || string.IsNullOrWhiteSpace(alarm.Text("alarmDescription"))
                select alarm.ToString(),
            Break.Set("No action", Types.Alarm, "convert-errors", "alarmActions", null),
            Break.Set("Another topic", Types.Alarm, "convert-errors", "alarmActions", new JsonArray("arn:aws:sns:us-east-1:123456789012:other")),
            Break.Set("Switched off", Types.Alarm, "convert-errors", "actionsEnabled", false)),
        new(
            "Raises_an_alarm_when_the_crawler_fails",
            graph =>
            {
                ResourceNode? failures = Seen(graph, "Failed");
                return failures is null ? ["nobody sees it"] : Watches(graph, "AWS/Events", "TriggeredRules", "RuleName", failures.Known("name"), 0);
            },
            Break.Remove("No target", Types.EventTarget, "crawl-failed"),
            Break.Remove("No alarm", Types.Alarm, "crawl-failed"),
            Break.Set("Another crawler", Types.EventRule, "crawl-failed", "eventPattern", """{"source":["aws.glue"],"detail-type":["Glue Crawler State Change"],"detail":{"crawlerName":["other"],"state":["Failed"]}}""")),
        new(
            "Lets_what_raises_alarms_publish_them_and_use_the_key",
            graph =>
            {
                ResourceNode topic = graph.The(Types.Topic, "alerts");
                ResourceNode? key = graph.OfType(Types.Key).SingleOrDefault(one => one.Known("arn") == topic.Text("kmsMasterKeyId"));
                ResourceNode? policy = graph.OfType(Types.TopicPolicy).SingleOrDefault(one => one.Text("arn") == topic.Known("arn"));
                return
                [
                    .. Publishers.Where(service => policy is null || !Allowed(policy, service, "sns:Publish")).Select(service => $"{service} may not publish"),
                    .. Publishers.Where(service => key is null || !Allowed(key, service, "kms:Decrypt", "kms:GenerateDataKey")).Select(service => $"{service} may not use the key"),
                ];
            },
            Break.Set("The key that AWS keeps", Types.Topic, "alerts", "kmsMasterKeyId", "alias/aws/sns"),
            Break.Policy("Not for alarms", Types.Key, "alerts", "policy", "EncryptAlarms", statement => statement["Action"] = "kms:Decrypt"),
            Break.Policy("Alarms may not publish", Types.TopicPolicy, "alerts", "policy", "PublishAlarms", statement => statement["Effect"] = "Deny")),
        new(
            "Takes_alarms_of_this_account_alone",
            graph => graph.OfType(Types.TopicPolicy).SelectMany(WrittenStatement.Of)
                .Where(statement => statement.Allows && !statement.Condition("StringEquals", "aws:SourceAccount").SequenceEqual([Cloud.Account]))
                .Select(statement => statement.ToString()),
            Break.Policy("Of every account", Types.TopicPolicy, "alerts", "policy", "PublishBudgetNotifications", statement => statement["Condition"]!.AsObject().Remove("StringEquals"))),
        new(
            "Turns_the_key_over_and_speaks_to_the_topic_over_TLS_alone",
            graph =>
            [
                .. graph.OfType(Types.Key).Where(key => key.Inputs["enableKeyRotation"]?.GetValue<bool>() != true).Select(key => key.ToString()),
                .. graph.OfType(Types.TopicPolicy).SelectMany(policy => BucketRules.RefusesWithoutTls(policy, "sns:Publish", [policy.Text("arn")!])),
            ],
            Break.Set("The same key for ever", Types.Key, "alerts", "enableKeyRotation", false),
            Break.Policy("Without TLS", Types.TopicPolicy, "alerts", "policy", "TlsOnly", statement => statement.Remove("Condition"))),
        new(
            "Sends_alarms_to_whom_the_settings_name",
            graph =>
            {
                string topic = graph.The(Types.Topic, "alerts").Known("arn");
                string email = graph.Stack.Setting("alertEmail");
                string channel = graph.Stack.Setting("slackChannelId");
                bool mailed = graph.OfType(Types.Subscription).Any(one => one.Text("topic") == topic && one.Text("protocol") == "email" && one.Text("endpoint") == email);
                bool posted = graph.OfType(Types.SlackChannel).Any(one => one.Text("slackChannelId") == channel && one.Inputs["snsTopicArns"]?.ToJsonString() == $"[\"{topic}\"]");
                return
                [
                    .. mailed == (email.Length > 0) ? Array.Empty<string>() : ["e-mail"],
                    .. posted == (channel.Length > 0) ? Array.Empty<string>() : ["Slack"],
                ];
            },
            Break.Remove("No e-mail", Types.Subscription, "email"),
            Break.Set("Another channel", Types.SlackChannel, "slack", "slackChannelId", "C0000OTHER")),
        new(
            "Lets_nobody_change_anything_from_Slack",
            graph =>
                from channel in graph.OfType(Types.SlackChannel)
                let own = graph.OfType(Types.Policy).Where(policy => policy.Name.EndsWith("-slack", StringComparison.Ordinal)).ToArray()
                let limits = (channel.Inputs["guardrailPolicyArns"] as JsonArray ?? []).Select(arn => arn!.ToString()).ToArray()
                let verbs = own.SelectMany(WrittenStatement.Of).SelectMany(statement => statement.Actions).Select(action => action.Split(':')[1])
                where limits.Length == 0
                    || !limits.All(arn => own.Any(policy => policy.Known("arn") == arn))
                    || verbs.Any(verb => !verb.StartsWith("Get", StringComparison.Ordinal) && !verb.StartsWith("Describe", StringComparison.Ordinal))
                select channel.ToString(),
            Break.Set("AdministratorAccess", Types.SlackChannel, "slack", "guardrailPolicyArns", null),
            Break.Policy("Switching alarms off", Types.Policy, "slack", "policy", "ReadAlarms", statement => statement["Action"]!.AsArray().Add("cloudwatch:DisableAlarmActions"))),
        new(
            "Keeps_a_budget_of_the_stacks_own_costs_where_one_is_set",
            graph =>
            {
                string limit = graph.Stack.Setting("monthlyBudgetUsd");
                ResourceNode? budget = graph.OfType(Types.Budget).SingleOrDefault();
                if (limit == "0")
                {
                    return budget is null ? [] : ["a budget that nobody set"];
                }

                string[] tags = [.. (budget?.Inputs["filterExpression"]?["ands"] as JsonArray ?? []).Select(one => $"{one!["tags"]!["key"]}={one["tags"]!["values"]![0]}")];
                IEnumerable<JsonNode> notices = (budget?.Inputs["notifications"] as JsonArray ?? []).Select(one => one!);
                return budget?.Text("limitAmount") == limit
                    && budget.Text("timeUnit") == "MONTHLY"
                    && tags.SequenceEqual(["project=ecg-pipeline", $"environment={graph.Stack.Name}"])
                    && notices.Any()
                    && notices.All(notice => notice["subscriberSnsTopicArns"]?.ToJsonString() == $"[\"{graph.The(Types.Topic, "alerts").Known("arn")}\"]")
                        ? []
                        : ["no budget, of something else, or nobody is told"];
            },
            Break.Remove("No budget", Types.Budget, "monthly"),
            Break.Set("Of the whole account", Types.Budget, "monthly", "filterExpression", null),
            Break.Set("Nobody is told", Types.Budget, "monthly", "notifications.0.subscriberSnsTopicArns", null)),
    ];

    private static IEnumerable<string> DeadLetterQueues(StackGraph graph) =>
        from queue in graph.OfType(Types.Queue)
        where graph.OfType(Types.Queue).Any(other => other.Text("redrivePolicy")?.Contains($"\"{queue.Known("arn")}\"", StringComparison.Ordinal) == true)
        select queue.Known("name");

    private static int Setting(StackGraph graph, string key) => int.Parse(graph.Stack.Setting(key), System.Globalization.CultureInfo.InvariantCulture);

    private static int Number(JsonNode node) => int.Parse(node.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    // An alarm on what is made of several figures, all of this stack's own queue and function.
    private static IEnumerable<string> Calculates(StackGraph graph, string name, int limit, params IReadOnlyList<string> figures)
    {
        ResourceNode? alarm = graph.OfType(Types.Alarm).SingleOrDefault(one => one.Name.EndsWith($"-{name}", StringComparison.Ordinal));
        JsonNode[] queries = [.. (alarm?.Inputs["metricQueries"] as JsonArray ?? []).Select(query => query!)];
        string[] own = [graph.The(Types.Queue, "uploads").Known("name"), graph.The(Types.Function, "convert").Known("name")];
        return alarm?.Text("threshold") == limit.ToString(System.Globalization.CultureInfo.InvariantCulture)
            && queries.Length == figures.Count + 1
            && queries[0]["returnData"]?.GetValue<bool>() == true
            && figures.All(figure => queries[0]["expression"]!.ToString().Contains($"FILL({figure}, 0)", StringComparison.Ordinal))
            && queries.Skip(1).Select(query => query["id"]!.ToString()).SequenceEqual(figures)
            && queries.Skip(1).All(query => query["metric"]!["dimensions"]!.AsObject().All(dimension => own.Contains(dimension.Value!.ToString())))
                ? []
                : [$"nobody calculates {name}"];
    }

    private static IEnumerable<string> BreaksBySilence(StackGraph graph, string name) =>
        graph.OfType(Types.Alarm).Any(alarm => alarm.Name.EndsWith($"-{name}", StringComparison.Ordinal) && alarm.Text("treatMissingData") == "breaching" && alarm.Text("comparisonOperator") == "LessThanThreshold")
            ? []
            : [$"{name} takes silence for good"];

    // The rule that sees the crawler come to a state, and writes it down.
    private static ResourceNode? Seen(StackGraph graph, string state)
    {
        string crawler = graph.OfType(Types.Crawler).Single().Known("name");
        return graph.OfType(Types.EventRule).SingleOrDefault(rule =>
            rule.Text("eventPattern") == $$$"""{"source":["aws.glue"],"detail-type":["Glue Crawler State Change"],"detail":{"crawlerName":["{{{crawler}}}"],"state":["{{{state}}}"]}}"""
            && rule.Text("state") is null or "ENABLED"
            && graph.OfType(Types.EventTarget).Any(target => target.Text("rule") == rule.Known("name") && target.Text("arn") == graph.The(Types.LogGroup, "crawls").Known("arn")));
    }

    private static IEnumerable<string> Watches(StackGraph graph, string service, string metric, string dimension, string of, int above)
    {
        bool watched = graph.OfType(Types.Alarm).Any(alarm =>
            alarm.Text("namespace") == service
            && alarm.Text("metricName") == metric
            && alarm.Inputs["dimensions"]?.ToJsonString() == $"{{\"{dimension}\":\"{of}\"}}"
            && alarm.Text("comparisonOperator") == "GreaterThanThreshold"
            && alarm.Text("threshold") == above.ToString(System.Globalization.CultureInfo.InvariantCulture)
            && alarm.Text("treatMissingData") == "notBreaching");
        return watched ? [] : [$"nobody watches {metric} of {of}"];
    }

    private static bool Allowed(ResourceNode resource, string service, params string[] actions) =>
        WrittenStatement.Of(resource).Any(statement => statement.Allows && statement.Principals is [var one] && one == $"Service {service}" && !actions.Except(statement.Actions).Any());
}
