using System.Text.Json.Nodes;
using Ecg;
using Infra.Components;
using Infra.Tests.Graph;
using Infra.Tests.Stacks;

namespace Infra.Tests.Rules;

/// <summary>What holds for a stack with patients' data. In all others there is nothing of it.</summary>
internal static class SafeguardRules
{
    private static readonly string[] OnlyOfRegulated = [Types.Trail, Types.BucketLogging, Types.LakePermissions, Types.LakeOptIn, Types.LakeResource];

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Has_safeguards_only_where_they_are_asked_for",
            graph => IsRegulated(graph)
                ? OnlyOfRegulated.Where(type => !graph.OfType(type).Any()).Select(type => $"no {type}")
                : graph.Resources.Where(resource => OnlyOfRegulated.Contains(resource.Type)).Select(resource => resource.ToString()),
            new Break("A trail", graph => graph with { Resources = [.. graph.Resources, graph.The(Types.Queue, "uploads") with { Type = Types.Trail }] })),
        Regulated(
            "Encrypts_all_that_is_stored_with_the_stacks_own_key",
            graph =>
            [
                .. graph.OfType(Types.BucketEncryption).Where(one => !IsAudit(one)
                    && one.Inputs["rules"]?[0]?["applyServerSideEncryptionByDefault"]?["kmsMasterKeyId"]?.ToString() != DataKey(graph)).Select(one => one.ToString()),
                .. Without(graph, Types.Queue, "kmsMasterKeyId"),
                .. Without(graph, Types.LogGroup, "kmsKeyId"),
                .. Without(graph, Types.Parameter, "keyId"),
                .. Without(graph, Types.Trail, "kmsKeyId"),
                .. graph.OfType(Types.Workgroup).Where(one => ResultsOf(one)["encryptionConfiguration"]?["kmsKeyArn"]?.ToString() != DataKey(graph)).Select(one => one.ToString()),
                .. graph.OfType(Types.Repository).Where(one => one.Inputs["encryptionConfigurations"]?[0]?["kmsKey"]?.ToString() != DataKey(graph)).Select(one => one.ToString()),
            ],
            Break.Set("Dead letters", Types.Queue, "dead-letters", "kmsMasterKeyId", null),
            Break.Set("A log", Types.LogGroup, "publish", "kmsKeyId", null),
            Break.Set("A bucket", Types.BucketEncryption, "processed", "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId", null),
            Break.Set("Images", Types.Repository, "converter", "encryptionConfigurations.0.kmsKey", null),
            Break.Set("The publisher's results", Types.Workgroup, "publish", "configuration.resultConfiguration.encryptionConfiguration", null)),
        Regulated(
            "Keeps_the_key_when_the_safeguards_are_switched_off",
            graph => graph.The(Types.Key, "data").Options["protect"]?.GetValue<bool>() == true ? [] : ["all that it encrypted would be lost"],
            new Break("It goes with them", graph =>
            {
                graph.The(Types.Key, "data").Options.Remove("protect");
                return graph;
            })),
        Regulated(
            "Lets_each_service_that_stores_something_use_the_key_for_this_stack_alone",
            graph =>
            {
                string account = Cloud.Account;
                WrittenStatement[] key = [.. WrittenStatement.Of(graph.The(Types.Key, "data"))];
                return
                [
                    .. Allowed(key, "logs.us-east-1.amazonaws.com", "ArnLike", "kms:EncryptionContext:aws:logs:arn",
                        $"arn:aws:logs:us-east-1:{account}:log-group:ecg-{graph.Stack.Name}-*", $"arn:aws:logs:us-east-1:{account}:log-group:/aws/events/ecg-{graph.Stack.Name}-*"),
                    .. Allowed(key, "s3.amazonaws.com", "StringEquals", "aws:SourceAccount", account),
                    .. Allowed(key, "events.amazonaws.com", "StringEquals", "aws:SourceAccount", account),
                    .. Allowed(key, "cloudtrail.amazonaws.com", "ArnLike", "aws:SourceArn", $"arn:aws:cloudtrail:us-east-1:{account}:trail/ecg-{graph.Stack.Name}-*"),
                ];
            },
            Break.Policy("Any log group", Types.Key, "data", "policy", "EncryptLogs", statement => statement.Remove("Condition")),
            Break.Policy("Any account's buckets", Types.Key, "data", "policy", "EncryptNotificationsOfBuckets", statement => statement.Remove("Condition")),
            Break.Policy("Messages cannot be encrypted", Types.Key, "data", "policy", "EncryptScheduledMessages", statement => statement["Action"] = "kms:DescribeKey")),
        Regulated(
            "Lets_every_role_that_reads_or_writes_data_use_the_key",
            graph =>
                from name in new[] { "convert", "publish", "publishing", "crawl", "keep-tables", "column-access", "replicate" }
                where !WrittenStatement.Of(graph.The(Types.RolePolicy, name)).Any(statement => statement.Allows && statement.Actions.Contains("kms:Decrypt") && statement.Resources.SequenceEqual([DataKey(graph)]))
                select $"{name} cannot read what it is given",
            Break.Policy("The converter", Types.RolePolicy, "convert", "policy", "UseTheKey", statement => statement["Resource"] = "arn:aws:kms:us-east-1:123456789012:key/other")),
        Regulated(
            "Tells_who_read_or_changed_an_object",
            graph => graph.OfType(Types.Trail).Any(trail =>
                    trail.Inputs["enableLogFileValidation"]?.GetValue<bool>() == true
                    && new[] { "raw", "processed", "query-results" }.All(bucket =>
                        trail.Inputs["advancedEventSelectors"]!.ToJsonString().Contains($"\"arn:aws:s3:::ecg-{graph.Stack.Name}-{bucket}-\"", StringComparison.Ordinal)))
                ? []
                : ["nobody is told of"],
            Break.Set("The log can be forged", Types.Trail, "audit", "enableLogFileValidation", false),
            Break.Set("No objects", Types.Trail, "audit", "advancedEventSelectors", new JsonArray()),
            Break.Remove("No trail", Types.Trail, "audit")),
        Regulated(
            "Keeps_logs_and_versions_long_enough",
            graph =>
            [
                .. graph.OfType(Types.LogGroup).Where(one => QueueRules.Number(one, "retentionInDays") is not >= 365).Select(one => one.ToString()),
                .. graph.OfType(Types.BucketLifecycle)
                    .SelectMany(one => (one.Inputs["rules"] as JsonArray ?? []).Select(rule => (one, rule)))
                    .Where(pair => IsAudit(pair.one) ? pair.rule!["expiration"]?["days"]?.GetValue<int>() is < 365
                        : !pair.one.Name.EndsWith("-query-results", StringComparison.Ordinal) && pair.rule!["noncurrentVersionExpiration"]?["noncurrentDays"]?.GetValue<int>() is < 90)
                    .Select(pair => pair.one.ToString()),
            ],
            Break.Set("A log", Types.LogGroup, "crawls", "retentionInDays", 90),
            Break.Set("Logs of requests", Types.BucketLifecycle, "audit", "rules.0.expiration.days", 30),
            Break.Set("Versions", Types.BucketLifecycle, "processed", "rules.0.noncurrentVersionExpiration.noncurrentDays", 30)),
        Regulated(
            "Shows_analysts_no_column_about_patients",
            graph =>
                from table in PipelineContract.Tables
                let hidden = ColumnAccess.Hidden(table, deidentified: graph.Stack.Setting("deidentify") == "true")
                let shown = graph.OfType(Types.LakePermissions).SingleOrDefault(one => one.Inputs["tableWithColumns"]?["name"]?.ToString() == table)
                where shown is null || shown.Text("principal") != StackUnderTest.AnalystRole || shown.Inputs["permissions"]?.ToJsonString() != "[\"SELECT\"]"
                    || !Columns(shown).SequenceEqual(hidden)
                    || !graph.OfType(Types.LakeOptIn).Any(one => one.Inputs["resourceDatas"]?[0]?["table"]?["name"]?.ToString() == table
                        && one.Inputs["principals"]?[0]?["dataLakePrincipalIdentifier"]?.ToString() == StackUnderTest.AnalystRole)
                select table,
            Break.Set("Ages are shown", Types.LakePermissions, "records-analyst-1", "tableWithColumns.excludedColumnNames", new JsonArray("recorded_at", "sex", "comments")),
            Break.Set("All of it may be described", Types.LakePermissions, "records-analyst-1", "permissions", new JsonArray("ALL")),
            Break.Remove("It is not asked", Types.LakeOptIn, "records-analyst-1")),
        Regulated(
            "Leaves_the_other_users_of_the_tables_to_IAM",
            graph =>
            [
                .. graph.OfType(Types.LakeResource).Where(one => one.Inputs["hybridAccessEnabled"]?.GetValue<bool>() != true).Select(one => one.ToString()),
                .. new[] { "publishing", "keep-tables" }.Where(role => !graph.OfType(Types.LakePermissions).Any(one =>
                    one.Text("principal") == graph.The(Types.Role, role).Known("arn") && one.Inputs["permissions"]?.ToJsonString() == "[\"DATA_LOCATION_ACCESS\"]")),
            ],
            Break.Set("Lake Formation alone decides", Types.LakeResource, "column-access", "hybridAccessEnabled", false),
            Break.Remove("The publisher", Types.LakePermissions, "publisher-location")),
        Regulated(
            "Raises_an_alarm_when_a_recording_is_not_copied",
            graph => Replicated(graph)["destination"]?["metrics"]?["status"]?.ToString() == "Enabled"
                && graph.OfType(Types.Alarm).Any(alarm => alarm.Text("metricName") == "OperationsFailedReplication"
                    && alarm.Inputs["dimensions"]?["SourceBucket"]?.ToString() == graph.The(Types.Bucket, "raw").Known("bucket")
                    && alarm.Inputs["dimensions"]?["DestinationBucket"]?.ToString() == graph.Stack.Setting("replicaBucket")
                    && alarm.Inputs["dimensions"]?["RuleId"]?.ToString() == Replicated(graph)["id"]?.ToString())
                    ? []
                    : ["nobody is told"],
            Break.Set("Not measured", Types.BucketReplication, "raw", "rules.0.destination.metrics", null),
            Break.Set("Another rule", Types.BucketReplication, "raw", "rules.0.id", "other"),
            Break.Remove("Nobody watches", Types.Alarm, "copies-failed")),
        Regulated(
            "Locks_recordings_and_copies_them_to_another_account",
            graph =>
            [
                .. graph.The(Types.BucketLock, "raw").Inputs["rule"]?["defaultRetention"] is JsonObject retention
                    && retention["mode"]?.ToString() == "GOVERNANCE" && retention["days"]?.ToString() == graph.Stack.Setting("objectLockDays") ? Array.Empty<string>() : ["no lock"],
                .. Destination(graph) is JsonObject destination
                    && destination["account"]?.ToString() == graph.Stack.Setting("replicaAccountId")
                    && destination["accessControlTranslation"]?["owner"]?.ToString() == "Destination"
                    && destination["encryptionConfiguration"]?["replicaKmsKeyId"]?.ToString() == graph.Stack.Setting("replicaKeyArn") ? Array.Empty<string>() : ["no copies that are another account's"],
                .. Replicated(graph)["sourceSelectionCriteria"]?["sseKmsEncryptedObjects"]?["status"]?.ToString() == "Enabled" ? Array.Empty<string>() : ["what is encrypted is not copied"],
                .. Replicated(graph)["deleteMarkerReplication"]?["status"]?.ToString() == "Disabled" ? Array.Empty<string>() : ["deletions are copied"],
            ],
            Break.Set("A day too few", Types.BucketLock, "raw", "rule.defaultRetention.days", 364),
            Break.Set("The copies stay ours", Types.BucketReplication, "raw", "rules.0.destination.accessControlTranslation", null),
            Break.Set("Nothing that is encrypted", Types.BucketReplication, "raw", "rules.0.sourceSelectionCriteria", null),
            Break.Set("Deletions as well", Types.BucketReplication, "raw", "rules.0.deleteMarkerReplication.status", "Enabled")),
    ];

    /// <summary>Whether a stack holds patients' data.</summary>
    internal static bool IsRegulated(StackGraph graph) => graph.Stack.Setting("regulated") == "true";

    /// <summary>The key that everything is encrypted with.</summary>
    internal static string DataKey(StackGraph graph) => graph.The(Types.Key, "data").Known("arn");

    /// <summary>Whether a resource is, or belongs to, the bucket of the logs.</summary>
    internal static bool IsAudit(ResourceNode resource) => resource.Name.EndsWith("-audit", StringComparison.Ordinal);

    private static Rule Regulated(string name, Func<StackGraph, IEnumerable<string>> violations, params IReadOnlyList<Break> breaks) =>
        new(name, graph => IsRegulated(graph) ? violations(graph) : [], breaks) { BrokenIn = StackUnderTest.Regulated };

    private static IEnumerable<string> Without(StackGraph graph, string type, string input) =>
        graph.OfType(type).Where(one => one.Text(input) != DataKey(graph)).Select(one => one.ToString());

    private static IEnumerable<string> Allowed(WrittenStatement[] key, string service, string comparison, string fact, params string[] values)
    {
        WrittenStatement[] statements = [.. key.Where(statement => statement.Principals.SequenceEqual([$"Service {service}"]))];
        return statements.Any(statement => statement.Actions.Contains("kms:GenerateDataKey")) && statements.All(statement => statement.Condition(comparison, fact).SequenceEqual(values))
            ? []
            : [$"{service} may not use the key, or anybody may through it"];
    }

    private static JsonNode ResultsOf(ResourceNode workgroup) => workgroup.Inputs["configuration"]!["resultConfiguration"]!;

    private static IEnumerable<string> Columns(ResourceNode shown) =>
        (shown.Inputs["tableWithColumns"]!["excludedColumnNames"] as JsonArray ?? []).Select(column => column!.ToString());

    private static JsonObject Replicated(StackGraph graph) => graph.The(Types.BucketReplication, "raw").Inputs["rules"]![0]!.AsObject();

    private static JsonNode? Destination(StackGraph graph) => Replicated(graph)["destination"];
}
