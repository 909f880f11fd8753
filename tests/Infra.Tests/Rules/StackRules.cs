using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Tests.Graph;
using Infra.Tests.Schema;
using Infra.Tests.Stacks;

namespace Infra.Tests.Rules;

/// <summary>What holds for a stack as a whole.</summary>
internal static partial class StackRules
{
    private static readonly ProviderSchema Aws = ProviderSchema.Load("aws");

    // ARNs of things that no stack declares, and why they are named.
    private static readonly (string Ending, string Why)[] Undeclared =
    [
        (":root", "the account itself, in the policy of its key"),
        (":datacatalog/AwsDataCatalog", "the one catalogue that Athena has"),
        (":catalog", "the one catalogue that Glue has"),
        (":database/default", "Athena looks at it whatever a query names"),
        (":log-group:/aws-glue/crawlers", "Glue writes there, for all crawlers"),
        (":log-group:/aws-glue/iceberg-*", "Glue writes there, for all tables that it keeps compact"),
        (":oidc-provider/token.actions.githubusercontent.com", "an account has one, another stack may have registered it"),
        (":budgets::123456789012:*", "AWS publishes for budgets by their account"),
        (":log-group:*", "only listed"),
        (":alarm:*", "only listed"),
        (":key/*", "cut to the stack by a condition on its tags"),
        (":event-source-mapping:*", "has no name of its own, and can only be tagged"),
    ];

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Tags_everything_that_can_be_tagged",
            graph =>
                from resource in graph.Resources
                where Aws.Resources.TryGetValue(resource.Type, out SchemaObject? schema) && schema.Properties.ContainsKey("tags")
                let tags = resource.Inputs["tags"] as JsonObject ?? []
                from tag in ExpectedTags(graph.Stack)
                where tags[tag.Key]?.ToString() != tag.Value
                select $"{resource}: {tag.Key} is not '{tag.Value}'",
            Break.Set("Not at all", Types.Queue, "uploads", "tags", null),
            Break.Set("Nobody's", Types.Key, "alerts", "tags.owner", null),
            Break.Set("Another environment", Types.Function, "convert", "tags.environment", "dev")),
        new(
            "Protects_the_data_of_production_and_lets_the_rest_be_destroyed",
            graph =>
                from bucket in graph.OfType(Types.Bucket)
                let keep = graph.Stack.Setting("keepData") == "true" && !bucket.Name.EndsWith("-query-results", StringComparison.Ordinal)
                where (bucket.Options["protect"]?.GetValue<bool>() ?? false) != keep || bucket.Inputs["forceDestroy"]?.GetValue<bool>() != !keep
                select bucket.ToString(),
            Break.Set("It may be emptied", Types.Bucket, "raw", "forceDestroy", true),
            new Break("It is not protected", graph =>
            {
                graph.The(Types.Bucket, "processed").Options.Remove("protect");
                return graph;
            })),
        new(
            "Protects_nothing_but_data",
            graph => graph.Resources.Where(resource => resource.Type is not (Types.Bucket or Types.Table) && !resource.Name.EndsWith("-data", StringComparison.Ordinal) && resource.Options["protect"]?.GetValue<bool>() == true).Select(resource => resource.ToString()),
            new Break("The function", graph =>
            {
                graph.The(Types.Function, "convert").Options["protect"] = true;
                return graph;
            })),
        new(
            "Gives_every_resource_its_component_as_parent",
            graph =>
            {
                HashSet<string> components = [.. graph.Resources.Where(resource => resource.Type.StartsWith("ecg:pipeline:", StringComparison.Ordinal)).Select(resource => resource.Name)];
                string stack = graph.Resources.Single(resource => resource.Type == "pulumi:pulumi:Stack").Name;
                return graph.Resources
                    .Where(resource => resource.Type != "pulumi:pulumi:Stack")
                    .Where(resource => !components.Contains(resource.Parent ?? "") && !(components.Contains(resource.Name) && resource.Parent == stack))
                    .Select(resource => $"{resource} has the parent {resource.Parent ?? "none"}");
            },
            new Break("None", graph =>
            {
                graph.The(Types.Queue, "uploads").Parent = null;
                return graph;
            })),
        new(
            "Names_everything_after_the_stack",
            graph => graph.Resources
                .Where(resource => (resource.IsCustom || resource.Type == Types.Image)
                    && resource.Name != $"ecg-{graph.Stack.Name}"
                    && !resource.Name.StartsWith($"ecg-{graph.Stack.Name}-", StringComparison.Ordinal))
                .Select(resource => resource.ToString()),
            new Break("Another stack's name", graph => graph with { Resources = [.. graph.Resources.Select(resource => resource with { Name = resource.Name.Replace("prod", "dev", StringComparison.Ordinal) })] })),
        new(
            "Uses_every_name_once_for_a_type",
            graph => graph.Resources.GroupBy(resource => resource.ToString()).Where(same => same.Count() > 1).Select(same => same.Key),
            new Break("Twice", graph => graph with { Resources = [.. graph.Resources, graph.The(Types.Queue, "uploads")] })),
        new(
            "Leaves_names_to_Pulumi_where_nobody_types_them",
            graph =>
                from resource in graph.Resources
                from input in resource.Inputs
                where input.Key is "name" or "bucket" && resource.Type is not (Types.Database or Types.Table or Types.NamedQuery) && !resource.Type.StartsWith("aws:s3/bucket", StringComparison.Ordinal)
                    && !$"{input.Value}".StartsWith("/aws/events/", StringComparison.Ordinal)
                    || input.Key == "bucket" && resource.Type == Types.Bucket
                select $"{resource}: {input.Key} is '{input.Value}'",
            Break.Set("A queue of that name", Types.Queue, "uploads", "name", "uploads"),
            Break.Set("A bucket of that name", Types.Bucket, "raw", "bucket", "raw")),
        new(
            "Refers_to_nothing_outside_of_the_stack",
            graph =>
            {
                string[] declared = [.. graph.Resources.SelectMany(resource => new[] { resource.State["arn"]?.ToString(), resource.State["chatConfigurationArn"]?.ToString() }).OfType<string>()];
                string[] allowed = [.. new[] { "stateBucket", "stateKeyArn", "analystRoles", "replicaBucket", "replicaKeyArn" }.Select(graph.Stack.Setting).Where(setting => setting.Length > 0)];
                return
                    from resource in graph.Resources
                    from arn in Arns(resource.Inputs).Distinct()
                    let ofDeclared = declared.Any(one => arn == one || arn.StartsWith($"{one}/", StringComparison.Ordinal) || arn.StartsWith($"{one}:", StringComparison.Ordinal))
                    let ofPrefix = OwnPrefix(graph.Stack.Name).IsMatch(arn)
                    where !ofDeclared && !ofPrefix
                        && !Undeclared.Any(one => arn.EndsWith(one.Ending, StringComparison.Ordinal) || arn.EndsWith($"{one.Ending}:*", StringComparison.Ordinal))
                        && !allowed.Any(one => arn.Contains(one, StringComparison.Ordinal))
                    select $"{resource}: {arn}";
            },
            Break.Set("Another topic", Types.EventTarget, "crawl-failed", "arn", "arn:aws:sns:us-east-1:123456789012:alerts"),
            Break.Policy("Another stack's bucket", Types.RolePolicy, "convert", "policy", "ReadUploads", statement => statement["Resource"] = "arn:aws:s3:::ecg-dev-raw-1a2b3c4/*"),
            Break.Policy("Another account", Types.RolePolicy, "convert", "policy", "TakeMessages", statement => statement["Resource"] = "arn:aws:sqs:us-east-1:210987654321:ecg-prod-uploads-1a2b3c4")),
        new(
            "Shows_what_is_secret_nowhere",
            graph =>
            [
                .. graph.Resources.Where(resource => resource.Inputs.ToJsonString().Contains("hooks.slack", StringComparison.Ordinal)).Select(resource => resource.ToString()),
                .. graph.Outputs.Where(output => output.Value.Contains("hooks.slack", StringComparison.Ordinal) || output.Value == Json.Secret).Select(output => $"the output {output.Key}"),
                .. graph.Resources
                    .Where(resource => resource.Inputs.ToJsonString().Contains(Json.Secret, StringComparison.Ordinal))
                    .Where(resource => resource.Type != Types.Parameter || resource.Text("type") != "SecureString")
                    .Select(resource => $"{resource} is handed a secret"),
            ],
            Break.Set("In the environment", Types.Function, "convert", "environment.variables.ECG_SLACK_WEBHOOK_PARAMETER", Json.Secret),
            Break.Set("In the clear", Types.Parameter, "slack-webhook", "value", StackUnderTest.Webhook),
            Break.Set("In a parameter that anybody reads", Types.Parameter, "slack-webhook", "type", "String"),
            new Break("In an output", graph => graph with { Outputs = new Dictionary<string, string>(graph.Outputs) { ["webhook"] = Json.Secret } })),
        new(
            "Shows_all_of_the_pipeline_on_one_page",
            graph =>
            {
                string shown = graph.OfType(Types.Dashboard).SingleOrDefault()?.Text("dashboardBody") ?? "";
                string[] worthSeeing =
                [
                    .. graph.OfType(Types.Queue).Select(one => one.Known("name")),
                    .. graph.OfType(Types.Function).Select(one => one.Known("name")),
                    .. graph.OfType(Types.Workgroup).Select(one => one.Known("name")),
                    .. graph.OfType(Types.Alarm).Select(one => one.Known("arn")),
                ];
                return worthSeeing.Where(one => !shown.Contains($"\"{one}\"", StringComparison.Ordinal));
            },
            new Break("Nothing", graph =>
            {
                graph.OfType(Types.Dashboard).Single().Inputs["dashboardBody"] = "{\"widgets\":[]}";
                return graph;
            })),
    ];

    private static IEnumerable<KeyValuePair<string, string>> ExpectedTags(StackUnderTest stack) =>
    [
        new("project", ProjectFiles.Project),
        new("environment", stack.Name),
        new("owner", stack.Setting("owner")),
        new("creator", stack.Setting("creator")),
    ];

    // A name that begins as all names of the stack do, in this account or in a service whose ARNs have no account.
    private static Regex OwnPrefix(string stack) =>
        new($"^arn:aws:[a-z0-9-]+:[a-z0-9-]*:(123456789012)?:([A-Za-z-]+[:/])*(/aws/events/)?(ecg-{stack}(-|$)|ecg_{stack}(_|/|$)|aws-sdk:|athena:|lambda:)", RegexOptions.CultureInvariant);

    private static IEnumerable<string> Arns(JsonObject inputs) =>
        Arn.Matches(inputs.ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal)).Select(match => match.Value);

    [GeneratedRegex(@"arn:aws:[^""\\\s,\]]+")]
    private static partial Regex Arn { get; }
}
