using System.Text.Json.Nodes;
using Infra.Tests.Graph;
using Infra.Tests.Stacks;

namespace Infra.Tests.Rules;

/// <summary>
/// The rules of cdk-nag 3.0.2's packs AwsSolutions and HIPAA Security for the resources that a stack has. <c>docs/regulated.md</c> lists them with
/// those that are not met. The pack HIPAA is for regulated stacks.
/// </summary>
internal static class NagRules
{
    /// <summary>The rules that are not met, of which the documentation says why.</summary>
    internal static IReadOnlyList<string> NotMet { get; } =
    [
        "AwsSolutions-GL1", "AwsSolutions-IAM5", "AwsSolutions-SF1", "AwsSolutions-SF2", "HIPAA.Security-CloudTrailCloudWatchLogsEnabled",
        "HIPAA.Security-IAMNoInlinePolicy", "HIPAA.Security-LambdaConcurrency", "HIPAA.Security-LambdaDLQ", "HIPAA.Security-LambdaInsideVPC",
    ];

    internal static IReadOnlyList<Rule> All { get; } =
    [
        Solutions("ECR1",
            graph => graph.Resources.Where(one => one.Type == "aws:ecr/repositoryPolicy:RepositoryPolicy"),
            new Break("A policy", graph => graph with { Resources = [.. graph.Resources, graph.The(Types.Repository, "converter") with { Type = "aws:ecr/repositoryPolicy:RepositoryPolicy" }] })),
        Solutions("IAM4",
            graph => graph.OfType(Types.PolicyAttachment).Where(one => one.Text("policyArn")!.StartsWith("arn:aws:iam::aws:", StringComparison.Ordinal)),
            Break.Set("AWS' own", Types.PolicyAttachment, "preview-read-configuration", "policyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess")),
        Solutions("KMS5",
            graph => graph.OfType(Types.Key).Where(one => one.Inputs["enableKeyRotation"]?.GetValue<bool>() != true),
            Break.Set("For ever", Types.Key, "alerts", "enableKeyRotation", false)),
        Solutions("S2",
            graph => graph.OfType(Types.Bucket).Where(bucket => !IsClosed(graph, bucket)),
            Break.Set("Open", Types.BucketPublicAccess, "raw", "restrictPublicBuckets", false)),
        Solutions("S10",
            graph => graph.OfType(Types.BucketPolicy).Where(policy => BucketRules.RefusesWithoutTls(policy, "s3:*", [BucketArn(policy), $"{BucketArn(policy)}/*"]).Any()),
            Break.Policy("Without", Types.BucketPolicy, "raw", "policy", "TlsOnly", statement => statement["Effect"] = "Allow")),
        Solutions("SNS3",
            graph => graph.OfType(Types.Topic).Where(topic => !graph.OfType(Types.TopicPolicy).Any(policy =>
                policy.Text("arn") == topic.Known("arn") && !BucketRules.RefusesWithoutTls(policy, "sns:Publish", [topic.Known("arn")]).Any())),
            Break.Policy("Without", Types.TopicPolicy, "alerts", "policy", "TlsOnly", statement => statement["Effect"] = "Allow")),
        Solutions("SQS2",
            graph => graph.OfType(Types.Queue).Where(one => one.Text("kmsMasterKeyId") is null && one.Inputs["sqsManagedSseEnabled"]?.GetValue<bool>() != true),
            Break.Set("In the clear", Types.Queue, "uploads", "sqsManagedSseEnabled", false)),
        Solutions("SQS3",
            graph => graph.OfType(Types.Queue).Where(one => one.Text("redrivePolicy") is null && !graph.OfType(Types.Queue).Any(other => other.Text("redrivePolicy")?.Contains(one.Known("arn"), StringComparison.Ordinal) == true)),
            Break.Set("For ever", Types.Queue, "uploads", "redrivePolicy", null)),
        Solutions("SQS4",
            graph => graph.OfType(Types.Queue).Where(queue => !graph.OfType(Types.QueuePolicy).Any(policy =>
                policy.Text("queueUrl") == queue.Known("url") && !BucketRules.RefusesWithoutTls(policy, "sqs:*", [queue.Known("arn")]).Any())),
            Break.Remove("Without", Types.QueuePolicy, "dead-letters")),
        Regulated("AwsSolutions-S1",
            graph => graph.OfType(Types.Bucket).Where(bucket => !SafeguardRules.IsAudit(bucket) && Companion(graph, Types.BucketLogging, bucket)?.Text("targetBucket") != graph.The(Types.Bucket, "audit").Known("bucket")),
            Break.Remove("Unseen", Types.BucketLogging, "query-results")),
        Hipaa("CloudTrailEncryptionEnabled", graph => graph.OfType(Types.Trail).Where(one => one.Text("kmsKeyId") is null), Break.Set("In the clear", Types.Trail, "audit", "kmsKeyId", null)),
        Hipaa("CloudTrailLogFileValidationEnabled",
            graph => graph.OfType(Types.Trail).Where(one => one.Inputs["enableLogFileValidation"]?.GetValue<bool>() != true),
            Break.Set("Forged", Types.Trail, "audit", "enableLogFileValidation", false)),
        Hipaa("CloudWatchAlarmAction", graph => graph.OfType(Types.Alarm).Where(one => one.Inputs["alarmActions"] is not JsonArray { Count: > 0 }), Break.Set("Unheard", Types.Alarm, "dead-letters", "alarmActions", null)),
        Hipaa("CloudWatchLogGroupEncrypted", graph => graph.OfType(Types.LogGroup).Where(one => one.Text("kmsKeyId") is null), Break.Set("In the clear", Types.LogGroup, "convert", "kmsKeyId", null)),
        Hipaa("CloudWatchLogGroupRetentionPeriod", graph => graph.OfType(Types.LogGroup).Where(one => one.Inputs["retentionInDays"] is null), Break.Set("Nobody knows", Types.LogGroup, "convert", "retentionInDays", null)),
        Hipaa("IAMPolicyNoStatementsWithAdminAccess",
            graph => Granting(graph).Where(statement => statement.Actions.Contains("*")).Select(statement => statement.Owner),
            Break.Policy("Everything", Types.RolePolicy, "convert", "policy", "ReadUploads", statement => statement["Action"] = "*")),
        Hipaa("IAMPolicyNoStatementsWithFullAccess",
            graph => Granting(graph).Where(statement => statement.Actions.Any(action => action.EndsWith(":*", StringComparison.Ordinal))).Select(statement => statement.Owner),
            Break.Policy("A service", Types.RolePolicy, "convert", "policy", "ReadUploads", statement => statement["Action"] = "s3:*")),
        Hipaa("LambdaFunctionPublicAccessProhibited",
            graph => graph.Resources.Where(one => one.Type == "aws:lambda/permission:Permission"),
            new Break("A permission", graph => graph with { Resources = [.. graph.Resources, graph.The(Types.Function, "convert") with { Type = "aws:lambda/permission:Permission" }] })),
        Hipaa("S3BucketLevelPublicAccessProhibited", graph => graph.OfType(Types.Bucket).Where(bucket => !IsClosed(graph, bucket)), Break.Set("Open", Types.BucketPublicAccess, "audit", "blockPublicPolicy", false)),
        Hipaa("S3BucketLoggingEnabled",
            graph => graph.OfType(Types.Bucket).Where(bucket => !SafeguardRules.IsAudit(bucket) && Companion(graph, Types.BucketLogging, bucket) is null),
            Break.Remove("Unseen", Types.BucketLogging, "raw")),
        Hipaa("S3BucketPublicReadProhibited", graph => graph.OfType(Types.Bucket).Where(bucket => !IsClosed(graph, bucket)), Break.Set("Read", Types.BucketPublicAccess, "raw", "ignorePublicAcls", false)),
        Hipaa("S3BucketPublicWriteProhibited", graph => graph.OfType(Types.Bucket).Where(bucket => !IsClosed(graph, bucket)), Break.Set("Written", Types.BucketPublicAccess, "raw", "blockPublicAcls", false)),
        Hipaa("S3BucketReplicationEnabled",
            graph => graph.Stack.Setting("replicaBucket").Length == 0 ? [] : graph.OfType(Types.Bucket).Where(bucket => bucket.Name.EndsWith("-raw", StringComparison.Ordinal) && Companion(graph, Types.BucketReplication, bucket) is null),
            Break.Remove("No copies", Types.BucketReplication, "raw")),
        Hipaa("S3BucketSSLRequestsOnly",
            graph => graph.OfType(Types.BucketPolicy).Where(policy => BucketRules.RefusesWithoutTls(policy, "s3:*", [BucketArn(policy), $"{BucketArn(policy)}/*"]).Any()),
            Break.Policy("Without", Types.BucketPolicy, "audit", "policy", "TlsOnly", statement => statement["Effect"] = "Allow")),
        Hipaa("S3BucketVersioningEnabled",
            graph => graph.OfType(Types.Bucket).Where(bucket => Companion(graph, Types.BucketVersioning, bucket)?.Inputs["versioningConfiguration"]?["status"]?.ToString() != "Enabled"),
            Break.Set("One version", Types.BucketVersioning, "audit", "versioningConfiguration.status", "Suspended")),
        Hipaa("S3DefaultEncryptionKMS",
            graph => graph.OfType(Types.Bucket).Where(bucket => !SafeguardRules.IsAudit(bucket)
                && Companion(graph, Types.BucketEncryption, bucket)?.Inputs["rules"]?[0]?["applyServerSideEncryptionByDefault"]?["sseAlgorithm"]?.ToString() != "aws:kms"),
            Break.Set("S3's own key", Types.BucketEncryption, "raw", "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm", "AES256")),
        Hipaa("SNSEncryptedKMS", graph => graph.OfType(Types.Topic).Where(one => one.Text("kmsMasterKeyId") is null), Break.Set("In the clear", Types.Topic, "alerts", "kmsMasterKeyId", null)),
    ];

    private static Rule Solutions(string id, Func<StackGraph, IEnumerable<ResourceNode>> violations, params IReadOnlyList<Break> breaks) =>
        new($"AwsSolutions-{id}", graph => violations(graph).Select(one => one.ToString()), breaks);

    private static Rule Hipaa(string id, Func<StackGraph, IEnumerable<ResourceNode>> violations, params IReadOnlyList<Break> breaks) =>
        Regulated($"HIPAA.Security-{id}", violations, breaks);

    private static Rule Regulated(string id, Func<StackGraph, IEnumerable<ResourceNode>> violations, params IReadOnlyList<Break> breaks) =>
        new(id, graph => SafeguardRules.IsRegulated(graph) ? violations(graph).Select(one => one.ToString()) : [], breaks) { BrokenIn = StackUnderTest.Regulated };

    private static bool IsClosed(StackGraph graph, ResourceNode bucket) =>
        Companion(graph, Types.BucketPublicAccess, bucket) is { } access
        && new[] { "blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets" }.All(way => access.Inputs[way]?.GetValue<bool>() == true);

    private static ResourceNode? Companion(StackGraph graph, string type, ResourceNode bucket) =>
        graph.OfType(type).SingleOrDefault(one => one.Text("bucket") == bucket.Known("bucket"));

    private static string BucketArn(ResourceNode policy) => $"arn:aws:s3:::{policy.Text("bucket")}";

    private static IEnumerable<WrittenStatement> Granting(StackGraph graph) =>
        WrittenStatement.Of(graph).Where(statement => statement.Allows && statement.Owner.Type is (Types.Policy or Types.RolePolicy));
}
