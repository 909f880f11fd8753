using System.Text.Json.Nodes;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for every bucket.</summary>
internal static class BucketRules
{
    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Closes_every_bucket_to_the_public",
            graph => EachWith(graph, Types.BucketPublicAccess, access =>
                new[] { "blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets" }
                    .Where(way => access.Inputs[way]?.GetValue<bool>() != true)
                    .Select(way => $"{way} is not set")),
            Break.Set("A policy may be public", Types.BucketPublicAccess, "raw", "blockPublicPolicy", false),
            Break.Remove("The lake is not closed", Types.BucketPublicAccess, "processed")),
        new(
            "Encrypts_every_bucket",
            graph => EachWith(graph, Types.BucketEncryption, encryption =>
                Rules(encryption).Any(rule => rule["applyServerSideEncryptionByDefault"]?["sseAlgorithm"]?.ToString() is "AES256" or "aws:kms") ? [] : ["no algorithm"]),
            Break.Remove("Results are not encrypted", Types.BucketEncryption, "query-results")),
        new(
            "Keeps_versions_in_every_bucket",
            graph => EachWith(graph, Types.BucketVersioning, versioning =>
                versioning.Inputs["versioningConfiguration"]?["status"]?.ToString() == "Enabled" ? [] : ["not enabled"]),
            Break.Set("Versions are suspended", Types.BucketVersioning, "raw", "versioningConfiguration.status", "Suspended")),
        new(
            "Takes_no_access_lists_in_any_bucket",
            graph => EachWith(graph, Types.BucketOwnership, ownership =>
                ownership.Inputs["rule"]?["objectOwnership"]?.ToString() == "BucketOwnerEnforced" ? [] : ["lists are taken"]),
            Break.Set("A writer owns its objects", Types.BucketOwnership, "raw", "rule.objectOwnership", "ObjectWriter")),
        new(
            "Speaks_to_every_bucket_over_TLS_alone",
            graph => EachWith(graph, Types.BucketPolicy, policy => RefusesWithoutTls(policy, "s3:*", [BucketArn(policy), $"{BucketArn(policy)}/*"])),
            Break.Remove("Anything goes", Types.BucketPolicy, "raw"),
            Break.Policy("Objects are left out", Types.BucketPolicy, "processed", "policy", "TlsOnly", statement => statement["Resource"]!.AsArray().RemoveAt(1)),
            Break.Policy("It is no refusal", Types.BucketPolicy, "processed", "policy", "TlsOnly", statement => statement["Effect"] = "Allow")),
        new(
            "Speaks_to_no_bucket_over_an_old_TLS",
            graph => EachWith(graph, Types.BucketPolicy, policy =>
                WrittenStatement.Of(policy).Any(statement => !statement.Allows && statement.Principals is ["*"] && statement.Actions is ["s3:*"]
                    && statement.Resources.Order().SequenceEqual([BucketArn(policy), $"{BucketArn(policy)}/*"])
                    && statement.Condition("NumericLessThan", "s3:TlsVersion") is ["1.2"])
                    ? []
                    : ["takes TLS below 1.2"]),
            Break.Policy("1.0 will do", Types.BucketPolicy, "raw", "policy", "NewTlsOnly", statement => statement["Condition"]!["NumericLessThan"]!["s3:TlsVersion"] = "1.0"),
            Break.Policy("It is no refusal", Types.BucketPolicy, "processed", "policy", "NewTlsOnly", statement => statement["Effect"] = "Allow")),
        new(
            "Moves_recordings_to_Glacier_when_it_is_told_to",
            graph => Lifecycle(graph, "raw").Any(rule =>
                    rule["transitions"] is JsonArray { Count: 1 } transitions
                    && transitions[0]!["days"]!.ToString() == graph.Stack.Setting("glacierAfterDays")
                    && transitions[0]!["storageClass"]!.ToString() == graph.Stack.Setting("glacierStorageClass"))
                ? []
                : ["recordings stay where they are"],
            Break.Set("A day late", Types.BucketLifecycle, "raw", "rules.0.transitions.0.days", 8),
            Break.Set("Never", Types.BucketLifecycle, "raw", "rules.0.status", "Disabled")),
        new(
            "Lets_old_versions_and_abandoned_uploads_expire_in_every_bucket",
            graph => EachWith(graph, Types.BucketLifecycle, lifecycle =>
            [
                .. Enabled(lifecycle).Any(rule => rule["noncurrentVersionExpiration"] is not null) ? Array.Empty<string>() : ["old versions stay"],
                .. Enabled(lifecycle).Any(rule => rule["abortIncompleteMultipartUpload"] is not null) ? Array.Empty<string>() : ["abandoned uploads stay"],
            ]),
            Break.Set("Old versions stay", Types.BucketLifecycle, "processed", "rules.0.noncurrentVersionExpiration", null),
            Break.Set("Uploads stay", Types.BucketLifecycle, "raw", "rules.2.abortIncompleteMultipartUpload", null)),
        new(
            "Lets_query_results_expire",
            graph => Lifecycle(graph, "query-results").Any(rule => rule["expiration"]?["days"]?.ToString() == graph.Stack.Setting("queryResultsExpireAfterDays"))
                ? []
                : ["results stay"],
            Break.Set("Results stay", Types.BucketLifecycle, "query-results", "rules.0.expiration", null)),
        new(
            "Lets_no_recording_and_no_table_expire",
            graph =>
                from bucket in new[] { "raw", "processed" }
                from rule in Lifecycle(graph, bucket)
                where rule["expiration"]?["days"] is not null || rule["expiration"]?["date"] is not null
                select $"{bucket}: {rule["id"]}",
            Break.Set("Recordings go", Types.BucketLifecycle, "raw", "rules.1.expiration", new JsonObject { ["days"] = 365 })),
    ];

    /// <summary>That a policy refuses everything which does not come over TLS.</summary>
    internal static IEnumerable<string> RefusesWithoutTls(ResourceNode policy, string actions, IReadOnlyList<string> resources)
    {
        bool refuses = WrittenStatement.Of(policy).Any(statement =>
            !statement.Allows
            && statement.Principals is ["*"]
            && statement.Actions is [var only] && only == actions
            && statement.Resources.Order().SequenceEqual(resources.Order())
            && statement.Condition("Bool", "aws:SecureTransport") is ["false"]);
        return refuses ? [] : ["takes requests without TLS"];
    }

    private static string BucketArn(ResourceNode policy) => $"arn:aws:s3:::{policy.Text("bucket")}";

    // Every bucket must have the companion, and the companion must be as it should.
    private static IEnumerable<string> EachWith(StackGraph graph, string companionType, Func<ResourceNode, IEnumerable<string>> problems) =>
        from bucket in graph.OfType(Types.Bucket)
        let companion = graph.OfType(companionType).SingleOrDefault(one => one.Text("bucket") == bucket.Known("bucket"))
        from problem in companion is null ? [$"no {companionType}"] : problems(companion)
        select $"{bucket}: {problem}";

    private static IEnumerable<JsonNode> Lifecycle(StackGraph graph, string bucket) =>
        graph.OfType(Types.BucketLifecycle).Where(one => one.Name.EndsWith($"-{bucket}", StringComparison.Ordinal)).SelectMany(Enabled);

    private static IEnumerable<JsonNode> Enabled(ResourceNode lifecycle) => Rules(lifecycle).Where(rule => rule["status"]?.ToString() == "Enabled");

    private static IEnumerable<JsonNode> Rules(ResourceNode resource) => (resource.Inputs["rules"] as JsonArray ?? []).Select(rule => rule!);
}
