using System.Text.Json.Nodes;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for every policy.</summary>
internal static class PermissionRules
{
    // AWS' limits, in characters other than white space.
    private const int LongestManagedPolicy = 6144;
    private const int LongestInlinePolicy = 10_240;
    private const int LongestTrustPolicy = 2048;

    /// <summary>The actions that may be allowed on every resource, and why.</summary>
    internal static IReadOnlyDictionary<string, string> WithoutResources { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["xray:PutTraceSegments"] = "X-Ray has no resources for it",
        ["xray:PutTelemetryRecords"] = "X-Ray has no resources for it",
        ["athena:ListWorkGroups"] = "Athena has no resources for it",
        ["athena:ListDataCatalogs"] = "Athena has no resources for it",
        ["athena:ListEngineVersions"] = "Athena has no resources for it",
        ["cloudwatch:GetMetricData"] = "CloudWatch has no resources for it",
        ["cloudwatch:GetMetricStatistics"] = "CloudWatch has no resources for it",
        ["cloudwatch:GetMetricWidgetImage"] = "CloudWatch has no resources for it",
        ["ecr:GetAuthorizationToken"] = "the token is the account's",
        ["cloudtrail:DescribeTrails"] = "CloudTrail has no resources for it",
        ["lakeformation:DescribeResource"] = "Lake Formation has no resources to name",
        ["lakeformation:GetDataAccess"] = "Lake Formation has no resources to name; it gives what it was told to",
        ["lakeformation:ListLakeFormationOptIns"] = "Lake Formation has no resources to name",
        ["lakeformation:ListPermissions"] = "Lake Formation has no resources to name",
        ["kms:ListAliases"] = "KMS has no resources for it",
        ["kms:CreateKey"] = "the key is not there yet; the request's tags are looked at",
        ["logs:DescribeResourcePolicies"] = "CloudWatch Logs has no resources for it",
        ["states:ValidateStateMachineDefinition"] = "a definition belongs to no machine yet",
        ["ssm:DescribeParameters"] = "asked for before a parameter is known",
        ["chatbot:DescribeSlackChannelConfigurations"] = "Chatbot has no resources for it",
        ["lambda:CreateEventSourceMapping"] = "a mapping has no name to cut to; its function is looked at",
        ["lambda:GetEventSourceMapping"] = "a mapping has no name to cut to; its function is looked at",
        ["lambda:UpdateEventSourceMapping"] = "a mapping has no name to cut to; its function is looked at",
        ["lambda:DeleteEventSourceMapping"] = "a mapping has no name to cut to; its function is looked at",
    };

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Allows_no_action_by_a_wildcard",
            graph =>
                from statement in WrittenStatement.Of(graph)
                where statement.Allows && !IsKeyLeftToTheAccount(statement)
                from action in statement.Actions
                where action.Contains('*', StringComparison.Ordinal)
                select $"{statement}: {action}",
            Break.Policy("All of S3", Types.RolePolicy, "convert", "policy", "ReadUploads", statement => statement["Action"] = "s3:*"),
            Break.Policy("All of AWS", Types.Policy, "change-services", "policy", "Queues", statement => statement["Action"] = new JsonArray("*"))),
        new(
            "Allows_something_on_every_resource_only_where_AWS_knows_none",
            graph =>
                from statement in WrittenStatement.Of(graph)
                where statement.Allows && statement.Owner.Type != Types.Key && statement.Resources.Any(resource => resource == "*")
                from action in statement.Actions
                where !WithoutResources.ContainsKey(action)
                select $"{statement}: {action}",
            Break.Policy("Any object", Types.RolePolicy, "convert", "policy", "ReadUploads", statement => statement["Resource"] = "*"),
            Break.Policy("Any table", Types.RolePolicy, "crawl", "policy", "KeepTheTables", statement => statement["Resource"]!.AsArray().Add("*"))),
        new(
            "Names_a_resource_in_every_statement_that_needs_one",
            graph => WrittenStatement.Of(graph)
                .Where(statement => statement.Input == "policy" && (statement.Resources.Count == 0 || statement.Actions.Count == 0))
                .Select(statement => statement.ToString()),
            Break.Policy("None", Types.RolePolicy, "convert", "policy", "ReadUploads", statement => statement.Remove("Resource"))),
        new(
            "Trusts_nobody_in_general",
            graph => WrittenStatement.Of(graph)
                .Where(statement => statement.Allows && statement.Principals.Any(one => one.EndsWith('*')))
                .Select(statement => statement.ToString()),
            Break.Policy("Everybody publishes", Types.TopicPolicy, "alerts", "policy", "PublishAlarms", statement => statement["Principal"] = "*"),
            Break.Policy("Every account", Types.Role, "convert", "assumeRolePolicy", "Assume", statement => statement["Principal"] = new JsonObject { ["AWS"] = "*" })),
        new(
            "Takes_no_service_at_its_word_for_another_account",
            graph => WrittenStatement.Of(graph)
                .Where(statement => statement.Allows && statement.Principals.Any(one => one.StartsWith("Service ", StringComparison.Ordinal)))
                .Where(statement => !IsForThisAccount(statement) && !IsOfTheCrawlJournal(statement))
                .Select(statement => statement.ToString()),
            Break.Policy("Anybody's bucket", Types.QueuePolicy, "publications", "policy", "NotificationsOfTheProcessedBucket", statement => statement.Remove("Condition")),
            Break.Policy("Anybody's function", Types.Role, "publish", "assumeRolePolicy", "Assume", statement => statement.Remove("Condition")),
            Break.Policy("Anybody's budget", Types.Key, "alerts", "policy", "EncryptBudgetNotifications", statement => statement["Condition"]!["StringEquals"]!["aws:SourceAccount"] = "999999999999"),
            Break.Policy("Any account", Types.QueuePolicy, "uploads", "policy", "DailyReconciliation", statement => statement["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { ["aws:SourceAccount"] = "*" } })),
        new(
            "Leaves_every_role_to_one_service_or_to_the_repository",
            graph =>
                from role in graph.OfType(Types.Role)
                let trusted = WrittenStatement.Of(role).SelectMany(statement => statement.Principals).ToArray()
                where trusted is not ["Service lambda.amazonaws.com" or "Service glue.amazonaws.com" or "Service chatbot.amazonaws.com" or "Service states.amazonaws.com" or "Service scheduler.amazonaws.com" or "Service s3.amazonaws.com" or "Service lakeformation.amazonaws.com"]
                    && trusted is not [['F', 'e', 'd', ..]]
                select $"{role}: {string.Join(", ", trusted)}",
            Break.Policy("A server, too", Types.Role, "convert", "assumeRolePolicy", "Assume", statement => statement["Principal"] = new JsonObject { ["Service"] = new JsonArray("lambda.amazonaws.com", "ec2.amazonaws.com") })),
        new(
            "Sets_the_boundary_of_every_role_that_a_service_takes_on",
            graph =>
                from role in graph.OfType(Types.Role)
                where WrittenStatement.Of(role).Any(statement => statement.Principals.Any(one => one.StartsWith("Service ", StringComparison.Ordinal)))
                    && role.Text("permissionsBoundary") != graph.The(Types.Policy, "boundary").Known("arn")
                select role.ToString(),
            Break.Set("None", Types.Role, "convert", "permissionsBoundary", null),
            Break.Set("Another policy", Types.Role, "crawl", "permissionsBoundary", "arn:aws:iam::aws:policy/PowerUserAccess")),
        new(
            "Keeps_every_policy_within_what_AWS_takes",
            graph =>
            [
                .. TooLong(graph.OfType(Types.Policy), "policy", LongestManagedPolicy),
                .. TooLong(graph.OfType(Types.RolePolicy), "policy", LongestInlinePolicy),
                .. TooLong(graph.OfType(Types.Role), "assumeRolePolicy", LongestTrustPolicy),
            ],
            Break.Set("Too long", Types.Policy, "analysts", "policy", $"{{\"Statement\":[],\"Version\":\"{new string('0', LongestManagedPolicy)}\"}}")),
        new(
            "Says_in_every_statement_what_it_is_for",
            graph =>
            [
                .. WrittenStatement.Of(graph).Where(statement => statement.Sid.Length == 0 || !statement.Sid.All(char.IsAsciiLetterOrDigit)).Select(statement => statement.ToString()),
                .. WrittenStatement.Of(graph).GroupBy(statement => statement.ToString()).Where(same => same.Count() > 1).Select(same => $"{same.Key} twice"),
            ],
            Break.Policy("A sentence", Types.RolePolicy, "convert", "policy", "ReadUploads", statement => statement["Sid"] = "Read uploads")),
    ];

    // What AWS itself writes into a new key: the account's own policies decide about the key, this one among them.
    private static bool IsKeyLeftToTheAccount(WrittenStatement statement) =>
        statement.Owner.Type == Types.Key && statement.Principals is [$"AWS arn:aws:iam::{Cloud.Account}:root"] && statement.Actions is ["kms:*"];

    private static bool IsForThisAccount(WrittenStatement statement) =>
        statement.Condition("StringEquals", "aws:SourceAccount").SequenceEqual([Cloud.Account])
        || new[] { "aws:SourceArn", "kms:EncryptionContext:aws:logs:arn" }
            .Select(key => statement.Condition("ArnLike", key))
            .Any(arns => arns.Count > 0 && arns.All(arn => arn.Contains($":{Cloud.Account}:", StringComparison.Ordinal)));

    // EventBridge and its delivery say neither account nor rule when they make a stream. They may add lines to this log, which nothing reads.
    private static bool IsOfTheCrawlJournal(WrittenStatement statement) =>
        statement.Owner.Type == Types.LogResourcePolicy && statement.Resources.All(resource => resource.Contains(":log-group:/aws/events/", StringComparison.Ordinal))
        && !statement.Actions.Except(["logs:CreateLogStream", "logs:PutLogEvents"]).Any();

    private static IEnumerable<string> TooLong(IEnumerable<ResourceNode> resources, string input, int most) =>
        from resource in resources
        let length = resource.Text(input)!.Count(letter => !char.IsWhiteSpace(letter))
        where length > most
        select $"{resource}: {length} characters, {most} are taken";
}
