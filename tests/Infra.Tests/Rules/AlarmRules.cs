using System.Text.Json.Nodes;
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
            graph => Watches(graph, "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", graph.The(Types.Queue, "dead-letters").Known("name"), 0),
            Break.Remove("Nobody watches", Types.Alarm, "dead-letters"),
            Break.Set("The wrong queue", Types.Alarm, "dead-letters", "dimensions.QueueName", "ecg-prod-uploads-1a2b3c4"),
            Break.Set("From the second on", Types.Alarm, "dead-letters", "threshold", 1)),
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
