using System.Text.Json.Nodes;
using Ecg;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for the function and its image.</summary>
internal static class FunctionRules
{
    private static readonly string[] KnownVariables =
    [
        PipelineContract.ProcessedBucketVariable, PipelineContract.SlackWebhookParameterVariable, PipelineContract.DefaultSamplingRateVariable,
        PipelineContract.DefaultGainVariable, PipelineContract.DefaultBaselineVariable, PipelineContract.NormalizeVariable, PipelineContract.FillVariable,
        PipelineContract.DeidentifyVariable,
        PipelineContract.LogLevelVariable, PipelineContract.DiskVariable, PipelineContract.QueueVariable, PipelineContract.SlackNamesVariable,
    ];

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Grants_the_function_what_its_code_needs_and_nothing_else",
            graph =>
            {
                SortedSet<string> granted = Grants(graph);
                SortedSet<string> needed = Needs(graph);
                return [.. needed.Except(granted).Select(grant => $"missing: {grant}"), .. granted.Except(needed).Select(grant => $"too much: {grant}")];
            },
            Break.Policy("It may delete recordings", Types.RolePolicy, "convert", "policy", "ReadUploads", statement => statement["Action"]!.AsArray().Add("s3:DeleteObject")),
            Break.Policy("It may write anywhere in the lake's bucket", Types.RolePolicy, "convert", "policy", "WriteTheLake", statement => statement["Resource"] = "arn:aws:s3:::ecg-prod-processed-1a2b3c4/*"),
            Break.Policy("It cannot give messages back", Types.RolePolicy, "convert", "policy", "TakeMessages", statement => statement["Action"]!.AsArray().RemoveAt(3)),
            Break.Policy("It may read any parameter", Types.RolePolicy, "convert", "policy", "ReadTheWebhook", statement => statement["Resource"] = "*")),
        new(
            "Tells_the_function_only_what_the_contract_names",
            graph => (graph.The(Types.Function, "convert").Inputs["environment"]?["variables"] as JsonObject ?? [])
                .Select(variable => variable.Key)
                .Except(KnownVariables),
            Break.Set("Something else", Types.Function, "convert", "environment.variables.ECG_WEBHOOK", "x")),
        new(
            "Tells_the_function_where_the_lake_is",
            graph => Variable(graph, PipelineContract.ProcessedBucketVariable) == graph.The(Types.Bucket, "processed").Known("bucket") ? [] : ["it writes elsewhere"],
            Break.Set("Into the raw bucket", Types.Function, "convert", "environment.variables.ECG_PROCESSED_BUCKET", "ecg-prod-raw-1a2b3c4")),
        new(
            "Tells_the_function_the_name_of_its_webhook_and_never_the_webhook",
            graph => Variable(graph, PipelineContract.SlackWebhookParameterVariable) == graph.OfType(Types.Parameter).SingleOrDefault()?.Known("name") ? [] : ["no such parameter"],
            Break.Set("The webhook", Types.Function, "convert", "environment.variables.ECG_SLACK_WEBHOOK_PARAMETER", Json.Secret)),
        new(
            "Logs_JSON_to_its_own_group_for_a_limited_time",
            graph =>
            {
                JsonNode? logging = graph.The(Types.Function, "convert").Inputs["loggingConfig"];
                ResourceNode group = graph.The(Types.LogGroup, "convert");
                return logging?["logFormat"]?.ToString() == "JSON"
                    && logging["logGroup"]?.ToString() == group.Known("name")
                    && group.Inputs["retentionInDays"]?.ToString() == graph.Stack.Setting("logRetentionDays")
                        ? []
                        : ["text, another group, or for ever"];
            },
            Break.Set("Text", Types.Function, "convert", "loggingConfig.logFormat", "Text"),
            Break.Set("For ever", Types.LogGroup, "convert", "retentionInDays", null)),
        new(
            "Traces_the_function",
            graph => graph.The(Types.Function, "convert").Inputs["tracingConfig"]?["mode"]?.ToString() == "Active" ? [] : ["not traced"],
            Break.Set("Not at all", Types.Function, "convert", "tracingConfig.mode", "PassThrough")),
        new(
            "Runs_the_image_that_was_built_for_its_processor",
            graph =>
            {
                ResourceNode function = graph.The(Types.Function, "convert");
                ResourceNode image = graph.OfType(Types.Image).Single();
                string architecture = image.Text("platform") == "linux/arm64" ? "arm64" : "x86_64";
                return function.Text("imageUri") == image.Known("imageUri")
                    && image.Text("repositoryUrl") == graph.OfType(Types.Repository).Single().Known("repositoryUrl")
                    && function.Inputs["architectures"]?.ToJsonString() == $"[\"{architecture}\"]"
                        ? []
                        : ["another image, or another processor"];
            },
            Break.Set("Another processor", Types.Function, "convert", "architectures", new JsonArray("arm64"))),
        new(
            "Scans_images_encrypts_them_and_keeps_the_newest_10",
            graph =>
            {
                ResourceNode repository = graph.OfType(Types.Repository).Single();
                JsonNode? rule = JsonNode.Parse(graph.OfType(Types.ImageLifecycle).SingleOrDefault(one => one.Text("repository") == repository.Known("name"))?.Text("policy") ?? "{}")?["rules"]?[0];
                return repository.Inputs["imageScanningConfiguration"]?["scanOnPush"]?.GetValue<bool>() == true
                    && repository.Inputs["encryptionConfigurations"]?[0]?["encryptionType"]?.ToString() is "AES256" or "KMS"
                    && rule?["selection"]?["tagStatus"]?.ToString() == "any"
                    && rule["selection"]!["countType"]!.ToString() == "imageCountMoreThan"
                    && rule["selection"]!["countNumber"]!.ToString() == "10"
                        ? []
                        : ["not scanned, not encrypted, or kept for ever"];
            },
            Break.Set("Not scanned", Types.Repository, "converter", "imageScanningConfiguration", null),
            Break.Remove("Kept for ever", Types.ImageLifecycle, "converter")),
    ];

    // The calls that the converter makes, section 7 of the architecture, each with the resources that it makes them on.
    private static SortedSet<string> Needs(StackGraph graph)
    {
        string raw = graph.The(Types.Bucket, "raw").Known("arn");
        string lake = graph.The(Types.Bucket, "processed").Known("arn");
        string queue = graph.The(Types.Queue, "uploads").Known("arn");
        string log = $"{graph.The(Types.LogGroup, "convert").Known("arn")}:*";
        SortedSet<string> needs = new(StringComparer.Ordinal)
        {
            $"s3:GetObject {raw}/*",
            $"s3:ListBucket {raw}",
            $"s3:ListBucket {lake}",
            $"sqs:ReceiveMessage {queue}",
            $"sqs:DeleteMessage {queue}",
            $"sqs:GetQueueAttributes {queue}",
            $"sqs:ChangeMessageVisibility {queue}",
            $"sqs:SendMessage {queue}",
            $"logs:CreateLogStream {log}",
            $"logs:PutLogEvents {log}",
            "xray:PutTraceSegments *",
            "xray:PutTelemetryRecords *",
        };
        needs.UnionWith(
            from table in PipelineContract.Tables
            from action in new[] { "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload" }
            select $"{action} {lake}/incoming/{table}/*");
        needs.UnionWith(SafeguardRules.IsRegulated(graph) ? new[] { "kms:Decrypt", "kms:GenerateDataKey" }.Select(action => $"{action} {SafeguardRules.DataKey(graph)}") : []);
        needs.UnionWith(graph.OfType(Types.Parameter).Select(parameter => $"ssm:GetParameter {parameter.Known("arn")}"));
        return needs;
    }

    private static SortedSet<string> Grants(StackGraph graph)
    {
        ResourceNode role = graph.OfType(Types.Role).Single(one => one.Known("arn") == graph.The(Types.Function, "convert").Text("role"));
        IEnumerable<string> attached = graph.OfType(Types.PolicyAttachment).Where(one => one.Text("role") == role.Known("name")).Select(one => $"attached: {one.Text("policyArn")}");
        IEnumerable<string> written =
            from policy in graph.OfType(Types.RolePolicy)
            where policy.Text("role") == role.Known("name")
            from statement in WrittenStatement.Of(policy)
            from action in statement.Actions
            from resource in statement.Resources
            select $"{action} {resource}";
        return new SortedSet<string>(written.Concat(attached), StringComparer.Ordinal);
    }

    private static string? Variable(StackGraph graph, string name) =>
        graph.The(Types.Function, "convert").Inputs["environment"]?["variables"]?[name]?.ToString();
}
