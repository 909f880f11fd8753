using System.Text.Json.Nodes;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for the roles of the workflows.</summary>
internal static class DeliveryRules
{
    private const string Issuer = "token.actions.githubusercontent.com";

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Lets_pull_requests_of_this_repository_preview",
            graph => Trusted(graph, "preview", PullRequest(graph)),
            Claims("Any repository", "preview", claims => claims["StringLike"]![$"{Issuer}:sub"] = "repo:*"),
            Claims("Any audience", "preview", claims => claims["StringEquals"]!.AsObject().Remove($"{Issuer}:aud")),
            Claims("Whoever gets the name next", "preview", claims => claims["StringEquals"]!.AsObject().Remove($"{Issuer}:repository_id")),
            Claims("Any workflow", "preview", claims => claims["StringLike"]!.AsObject().Remove($"{Issuer}:job_workflow_ref"))),
        new(
            "Lets_the_environment_of_this_repository_deploy_from_the_main_branch",
            graph => Trusted(graph, "deploy", Merge(graph)),
            Claims("Past the approval", "deploy", claims => claims["StringLike"]![$"{Issuer}:sub"] = "repo:example-org/ecg-pipeline:ref:refs/heads/main"),
            Claims("Any branch", "deploy", claims => claims["StringEquals"]!.AsObject().Remove($"{Issuer}:ref")),
            Claims("Any workflow", "deploy", claims => claims["StringLike"]!.AsObject().Remove($"{Issuer}:job_workflow_ref")),
            Claims("Old repositories alone", "deploy", claims => claims["StringLike"]![$"{Issuer}:sub"] = "repo:example-org/ecg-pipeline:environment:prod"),
            Claims("Pull requests as well", "deploy", claims => claims["StringLike"]![$"{Issuer}:sub"] = new JsonArray("repo:example-org/ecg-pipeline:environment:prod", "repo:example-org/ecg-pipeline:pull_request")),
            Claims("Whoever gets the name next", "deploy", claims => claims["StringEquals"]!.AsObject().Remove($"{Issuer}:repository_id"))),
        new(
            "Lets_a_preview_read_configuration_and_no_data",
            graph =>
                from policy in PoliciesOf(graph, "preview")
                from statement in WrittenStatement.Of(policy)
                from action in statement.Actions
                let ofState = statement.Sid.StartsWith("State", StringComparison.Ordinal) && statement.Resources.All(resource => IsState(graph, resource))
                where !ofState && (ReadsData(action) || !IsRead(action))
                select $"{statement}: {action}",
            Break.Policy("Objects", Types.Policy, "read-configuration", "policy", "Buckets", statement => statement["Action"]!.AsArray().Add("s3:GetObject")),
            Break.Policy("Parameters", Types.Policy, "read-configuration", "policy", "Parameters", statement => statement["Action"]!.AsArray().Add("ssm:GetParameter")),
            Break.Policy("Changes", Types.Policy, "read-configuration", "policy", "Queues", statement => statement["Action"]!.AsArray().Add("sqs:SetQueueAttributes")),
            Break.Set("The policy of deployments", Types.PolicyAttachment, "preview-read-configuration", "policyArn", "arn:aws:iam::123456789012:policy/ecg-prod-change-services-1a2b3c4")),
        new(
            "Lets_a_deployment_change_this_stack_alone",
            graph =>
                from policy in PoliciesOf(graph, "deploy")
                from statement in WrittenStatement.Of(policy)
                where statement.Allows
                from resource in statement.Resources
                where !resource.Contains($":ecg-{graph.Stack.Name}-", StringComparison.Ordinal)
                    && !resource.Contains($"/ecg-{graph.Stack.Name}", StringComparison.Ordinal)
                    && !resource.Contains($"/ecg_{graph.Stack.Name}", StringComparison.Ordinal)
                    && !IsState(graph, resource)
                    && !IsShared(statement, resource)
                    && !(SafeguardRules.IsRegulated(graph) && resource == SafeguardRules.DataKey(graph))
                select $"{statement}: {resource}",
            Break.Policy("Every queue", Types.Policy, "change-services", "policy", "Queues", statement => statement["Resource"] = "arn:aws:sqs:us-east-1:123456789012:*"),
            Break.Policy("Another stack's roles", Types.Policy, "change-identities", "policy", "Roles", statement => statement["Resource"] = "arn:aws:iam::123456789012:role/ecg-dev-*"),
            Break.Policy("Every key", Types.Policy, "change-identities", "policy", "Keys", statement => statement.Remove("Condition"))),
        new(
            "Lets_a_deployment_hand_roles_to_the_services_that_take_them_on_alone",
            graph =>
                from policy in PoliciesOf(graph, "deploy")
                from statement in WrittenStatement.Of(policy)
                where statement.Allows && statement.Actions.Contains("iam:PassRole")
                    && !statement.Condition("StringEquals", "iam:PassedToService").SequenceEqual(["lambda.amazonaws.com", "glue.amazonaws.com", "chatbot.amazonaws.com", "states.amazonaws.com", "scheduler.amazonaws.com"])
                select statement.ToString(),
            Break.Policy("Any service", Types.Policy, "change-identities", "policy", "HandOver", statement => statement.Remove("Condition"))),
        new(
            "Lets_what_was_merged_be_planned_and_compared",
            graph => Trusted(graph, "plan", Plan(graph)),
            Claims("Pull requests as well", "plan", claims => claims["StringLike"]![$"{Issuer}:sub"] = new JsonArray("repo:example-org/ecg-pipeline:ref:refs/heads/main", "repo:example-org/ecg-pipeline:pull_request")),
            Claims("Any branch", "plan", claims => claims["StringEquals"]!.AsObject().Remove($"{Issuer}:ref"))),
        new(
            "Lets_a_plan_read_the_webhook_at_most",
            graph =>
                from policy in PoliciesOf(graph, "plan")
                from statement in WrittenStatement.Of(policy)
                from action in statement.Actions
                let ofState = statement.Sid.StartsWith("State", StringComparison.Ordinal) && statement.Resources.All(resource => IsState(graph, resource))
                where !ofState && action is not ("ssm:GetParameter" or "ssm:GetParameters") && (ReadsData(action) || !IsRead(action))
                select $"{statement}: {action}",
            Break.Policy("Rows", Types.Policy, "read-secrets", "policy", "Parameters", statement => statement["Action"]!.AsArray().Add("s3:GetObject"))),
        new(
            "Lets_a_deployment_empty_no_bucket_whose_data_is_kept",
            graph =>
                from policy in PoliciesOf(graph, "deploy")
                from statement in WrittenStatement.Of(policy)
                where graph.Stack.Setting("keepData") == "true" && statement.Allows && statement.Actions.Any(action => action.StartsWith("s3:DeleteObject", StringComparison.Ordinal))
                from resource in statement.Resources
                where !resource.StartsWith($"arn:aws:s3:::ecg-{graph.Stack.Name}-query-results-", StringComparison.Ordinal) && !IsState(graph, resource) && !IsTrial(graph, resource)
                select $"{statement}: {resource}",
            Break.Policy("Everything", Types.Policy, "change-services", "policy", "EmptyObjects", statement => statement["Resource"] = "arn:aws:s3:::ecg-prod-*/*"),
            Break.Policy("Every recording", Types.Policy, "try-stack", "policy", "Recording", statement => statement["Resource"] = "arn:aws:s3:::ecg-prod-raw-*/*")),
        new(
            "Lets_a_deployment_try_the_stack_with_a_dataset_of_its_own",
            graph => HasRepository(graph)
                ?
                [
                    .. Allowing(graph, "s3:PutObject").Where(resource => !IsState(graph, resource) && !IsTrial(graph, resource) && !resource.Contains("-query-results-", StringComparison.Ordinal)).Select(resource => $"may write {resource}"),
                    .. Allowing(graph, "s3:PutObject").Any(resource => IsTrial(graph, resource) && resource.Contains("-raw-", StringComparison.Ordinal)) ? Array.Empty<string>() : ["may not upload the recording"],
                    .. Missing(graph, "s3:ListBucket", graph.The(Types.Bucket, "raw").Known("arn")),
                    .. Missing(graph, "s3:ListBucket", graph.The(Types.Bucket, "processed").Known("arn")),
                    .. Missing(graph, "states:StartExecution", graph.OfType(Types.StateMachine).Single().Known("arn")),
                    .. Missing(graph, "athena:StartQueryExecution", graph.The(Types.Workgroup, "analysts").Known("arn")),
                ]
                : [],
            Break.Policy("May not upload", Types.Policy, "try-stack", "policy", "Recording", statement => statement["Action"] = "s3:DeleteObject"),
            Break.Policy("Uploads where recordings are kept", Types.Policy, "change-services", "policy", "Buckets", statement => statement["Action"]!.AsArray().Add("s3:PutObject")),
            Break.Policy("May not query", Types.Policy, "try-stack", "policy", "Query", statement => statement["Action"] = "athena:GetQueryExecution"),
            Break.Policy("May not look for the row", Types.Policy, "read-configuration", "policy", "Buckets", statement => statement["Action"] = "s3:GetBucketAcl")),
        new(
            "Lets_a_deployment_use_every_service_that_the_stack_has_something_of",
            graph => HasRepository(graph)
                ? graph.Resources.Where(resource => resource.IsCustom).Select(Service).Distinct().Except(OfAPerson)
                    .Except(PoliciesOf(graph, "deploy").SelectMany(WrittenStatement.Of).SelectMany(statement => statement.Actions).Where(action => !IsRead(action)).Select(action => action.Split(':')[0]))
                : [],
            Break.Policy("No queues", Types.Policy, "change-services", "policy", "Queues", statement => statement["Action"] = "sqs:GetQueueUrl"),
            new Break("A service that is new", graph => graph with { Resources = [.. graph.Resources, graph.The(Types.Queue, "uploads") with { Type = "aws:dynamodb/table:Table" }] })),
        new(
            "Registers_GitHub_only_where_it_is_told_to",
            graph => graph.OfType(Types.OidcProvider).Any() == (HasRepository(graph) && graph.Stack.Setting("githubCreateOidcProvider") == "true") ? [] : ["GitHub's registration"],
            new Break("Twice in an account", graph => graph with { Resources = [.. graph.Resources, graph.The(Types.Role, "deploy") with { Type = Types.OidcProvider }] })),
    ];

    // Who is watched does not watch: the trail, and who sees what, are a person's to change.
    private static string[] OfAPerson => ["cloudtrail", "lakeformation"];

    // What the provider's modules are called that are not called as IAM calls their service.
    private static string Service(ResourceNode resource) => resource.Type.Split(':')[1].Split('/')[0] switch
    {
        "cloudwatch" when resource.Type == Types.LogGroup => "logs",
        "cloudwatch" when resource.Type is Types.EventRule or Types.EventTarget => "events",
        "sfn" => "states",
        var module => module,
    };

    private static bool IsTrial(StackGraph graph, string resource) => resource
        == $"arn:aws:s3:::ecg-{graph.Stack.Name}-raw-*/smoke-test/*" || resource == $"arn:aws:s3:::ecg-{graph.Stack.Name}-processed-*/incoming/*/dataset=smoke-test/*"
        || resource == $"arn:aws:s3:::ecg-{graph.Stack.Name}-processed-*/tables/*/dataset=smoke-test/*"
        || resource == $"arn:aws:s3:::ecg-{graph.Stack.Name}-processed-*/tables/*/metadata/*";

    private static IEnumerable<string> Allowing(StackGraph graph, string action) =>
        from policy in PoliciesOf(graph, "deploy")
        from statement in WrittenStatement.Of(policy)
        where statement.Allows && statement.Actions.Contains(action)
        from resource in statement.Resources
        select resource;

    private static IEnumerable<string> Missing(StackGraph graph, string action, string of) =>
        Allowing(graph, action).Any(resource => resource == of || resource.EndsWith('*') && of.StartsWith(resource[..^1], StringComparison.Ordinal))
            ? []
            : [$"may not {action} of {of}"];

    private static bool HasRepository(StackGraph graph) => graph.Stack.Setting("githubRepository").Length > 0;

    private static Break Claims(string name, string role, Action<JsonObject> change) =>
        Break.Policy(name, Types.Role, role, "assumeRolePolicy", "ThisRepositoryOnly", statement => change(statement["Condition"]!.AsObject()));

    // What GitHub's token of a pull request claims, and how conditions may be met by it: exactly, or by a pattern.
    private static IReadOnlyList<(string Claim, string Operator, string[] Values)> PullRequest(StackGraph graph) =>
    [
        .. OfRepository(graph, "pull_request"),
        ("job_workflow_ref", "StringLike", [$"{graph.Stack.Setting("githubRepository")}/.github/workflows/preview.yml@refs/pull/*/merge"]),
    ];

    private static IReadOnlyList<(string Claim, string Operator, string[] Values)> Merge(StackGraph graph)
    {
        string branch = $"refs/heads/{graph.Stack.Setting("githubBranch")}";
        return
        [
            .. OfRepository(graph, $"environment:{graph.Stack.Name}"),
            ("environment", "StringEquals", [graph.Stack.Name]),
            ("ref", "StringEquals", [branch]),
            ("job_workflow_ref", "StringLike", [$"{graph.Stack.Setting("githubRepository")}/.github/workflows/deploy.yml@{branch}"]),
        ];
    }

    private static IReadOnlyList<(string Claim, string Operator, string[] Values)> Plan(StackGraph graph)
    {
        string branch = $"refs/heads/{graph.Stack.Setting("githubBranch")}";
        string workflows = $"{graph.Stack.Setting("githubRepository")}/.github/workflows";
        return
        [
            .. OfRepository(graph, $"ref:{branch}"),
            ("ref", "StringEquals", [branch]),
            ("job_workflow_ref", "StringLike", [$"{workflows}/deploy.yml@{branch}", $"{workflows}/nightly.yml@{branch}"]),
        ];
    }

    private static IEnumerable<(string Claim, string Operator, string[] Values)> OfRepository(StackGraph graph, string context)
    {
        string repository = graph.Stack.Setting("githubRepository");
        string id = graph.Stack.Setting("githubRepositoryId");
        return
        [
            ("aud", "StringEquals", ["sts.amazonaws.com"]),
            ("repository", "StringEquals", [repository]),
            ("repository_id", "StringEquals", [id]),
            ("sub", "StringLike", [$"repo:{repository}:{context}", $"repo:{repository.Replace("/", "@*/", StringComparison.Ordinal)}@{id}:{context}"]),
        ];
    }

    private static IEnumerable<string> Trusted(StackGraph graph, string role, IReadOnlyList<(string Claim, string Operator, string[] Values)> claims)
    {
        if (!HasRepository(graph))
        {
            return graph.OfType(Types.Role).Where(one => one.Name.EndsWith($"-{role}", StringComparison.Ordinal)).Select(one => $"{one} without a repository");
        }

        string provider = $"arn:aws:iam::{Cloud.Account}:oidc-provider/{Issuer}";
        return WrittenStatement.Of(graph.The(Types.Role, role)).All(statement =>
            statement.Principals is [var one] && one == $"Federated {provider}"
            && statement.Actions is ["sts:AssumeRoleWithWebIdentity"]
            && statement.Json["Condition"] is JsonObject operators
            && operators.Sum(comparison => comparison.Value!.AsObject().Count) == claims.Count
            && claims.All(claim => statement.Condition(claim.Operator, $"{Issuer}:{claim.Claim}").SequenceEqual(claim.Values)))
                ? []
                : ["others are trusted as well, or these are not"];
    }

    private static IEnumerable<ResourceNode> PoliciesOf(StackGraph graph, string role) =>
        from owner in graph.OfType(Types.Role)
        where owner.Name == $"ecg-{graph.Stack.Name}-{role}"
        from attachment in graph.OfType(Types.PolicyAttachment)
        where attachment.Text("role") == owner.Known("name")
        from policy in graph.OfType(Types.Policy)
        where policy.Known("arn") == attachment.Text("policyArn")
        select policy;

    private static bool IsRead(string action)
    {
        string verb = action.Split(':')[1];
        return verb.StartsWith("Get", StringComparison.Ordinal) || verb.StartsWith("List", StringComparison.Ordinal)
            || verb.StartsWith("Describe", StringComparison.Ordinal) || verb is "ViewBudget" or "ValidateStateMachineDefinition";
    }

    private static bool ReadsData(string action) => action
        is "s3:GetObject" or "s3:GetObjectVersion" or "ssm:GetParameter" or "ssm:GetParameters" or "sqs:ReceiveMessage" or "kms:Decrypt"
        or "athena:GetQueryResults" or "logs:GetLogEvents";

    private static bool IsState(StackGraph graph, string resource) =>
        graph.Stack.Setting("stateBucket") is { Length: > 0 } bucket && resource.StartsWith($"arn:aws:s3:::{bucket}", StringComparison.Ordinal)
        || graph.Stack.Setting("stateKeyArn") is { Length: > 0 } key && resource == key;

    // What belongs to no stack: named in other ways, and then with a condition or without any power over others.
    private static bool IsShared(WrittenStatement statement, string resource) => resource switch
    {
        "*" => statement.Actions.All(PermissionRules.WithoutResources.ContainsKey),
        _ when resource.Contains(":key/", StringComparison.Ordinal) => statement.Condition("StringEquals", "aws:ResourceTag/environment").Count == 1,
        _ when resource.EndsWith(":catalog", StringComparison.Ordinal) => statement.Actions.All(action => action.StartsWith("glue:", StringComparison.Ordinal)),
        _ when resource.EndsWith($"oidc-provider/{Issuer}", StringComparison.Ordinal) => true,
        _ when resource.EndsWith(":event-source-mapping:*", StringComparison.Ordinal) => statement.Actions.All(action => action is "lambda:ListTags" or "lambda:TagResource" or "lambda:UntagResource"),
        _ => statement.Actions.All(IsRead),
    };
}
