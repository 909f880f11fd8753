using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi.Testing;

namespace Infra.Tests.Graph;

/// <summary>
/// Plays AWS and the engine: gives every resource the names and ARNs that it would get, always the same ones. Of the SDK it
/// needs what the real one has, and is compiled against that too.
/// </summary>
internal sealed partial class Cloud(string region) : IMocks
{
    /// <summary>The account.</summary>
    public const string Account = "123456789012";

    /// <summary>What stands for the characters that Pulumi appends to a name.</summary>
    public const string RandomSuffix = "-1a2b3c4";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Type, string Name), JsonObject> _states = [];
    private ImmutableDictionary<string, Pulumi.Output<object?>> _outputs = ImmutableDictionary<string, Pulumi.Output<object?>>.Empty;

    /// <summary>What the stack gives out.</summary>
    public ImmutableDictionary<string, Pulumi.Output<object?>> Outputs => _outputs;

    // ARNs here are of the first partition all the same: no test compares them elsewhere.
    private string Partition => region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";

    /// <summary>Whether a resource that is declared exists yet: in a preview of a new stack none does.</summary>
    public bool NothingExists { get; init; }

    /// <summary>What AWS tells of a resource.</summary>
    public JsonObject State(string type, string name) => _states.GetValueOrDefault((type, name)) ?? [];

    /// <inheritdoc />
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        ImmutableDictionary<string, object> inputs = args.Inputs;
        if (NothingExists)
        {
            return Task.FromResult<(string?, object)>((null, inputs));
        }

        string type = args.Type ?? "";
        string name = args.Name ?? "";
        string physical = inputs.GetValueOrDefault("name") as string ?? inputs.GetValueOrDefault("bucket") as string ?? $"{name}{RandomSuffix}";
        (string id, Dictionary<string, object> known) = Known(type, name, physical, inputs);
        ImmutableDictionary<string, object> state = inputs.SetItems(known);

        lock (_lock)
        {
            _states[(type, name)] = JsonSerializer.SerializeToNode(state.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary()) as JsonObject ?? [];
        }

        return Task.FromResult<(string?, object)>((id, state));
    }

    /// <inheritdoc />
    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Token switch
    {
        "aws:index/getCallerIdentity:getCallerIdentity" => new Dictionary<string, object>
        {
            ["accountId"] = Account,
            ["arn"] = $"arn:aws:iam::{Account}:user/test",
            ["id"] = Account,
            ["userId"] = "test",
        },
        "aws:index/getRegion:getRegion" => new Dictionary<string, object>
        {
            ["region"] = region,
            ["name"] = region,
            ["id"] = region,
            ["description"] = region,
            ["endpoint"] = $"ec2.{region}.amazonaws.com",
        },
        "aws:index/getPartition:getPartition" => new Dictionary<string, object>
        {
            ["partition"] = Partition,
            ["id"] = Partition,
            ["dnsSuffix"] = "amazonaws.com",
            ["reverseDnsPrefix"] = "com.amazonaws",
        },
        _ => throw new NotSupportedException($"{args.Token} is not expected to be called."),
    });

    /// <inheritdoc />
    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        if (args.Urn.Contains("::pulumi:pulumi:Stack::", StringComparison.Ordinal))
        {
            _outputs = args.Outputs;
        }

        return Task.CompletedTask;
    }

    private (string Id, Dictionary<string, object> Known) Known(string type, string name, string physical, ImmutableDictionary<string, object> inputs)
    {
        string Arn(string service, string resource) => $"arn:aws:{service}:{region}:{Account}:{resource}";
        string GlobalArn(string service, string resource) => $"arn:aws:{service}::{Account}:{resource}";
        string Input(string key) => (string)inputs[key];
        (string, Dictionary<string, object>) Named(string arn) => (physical, new() { ["name"] = physical, ["arn"] = arn });

        switch (type)
        {
            case "aws:s3/bucket:Bucket":
                return (physical, new() { ["bucket"] = physical, ["arn"] = $"arn:aws:s3:::{physical}" });
            case "aws:sqs/queue:Queue":
                string url = $"https://sqs.{region}.amazonaws.com/{Account}/{physical}";
                return (url, new() { ["name"] = physical, ["url"] = url, ["arn"] = Arn("sqs", physical) });
            case "aws:ecr/repository:Repository":
                return (physical, new()
                {
                    ["name"] = physical,
                    ["arn"] = Arn("ecr", $"repository/{physical}"),
                    ["registryId"] = Account,
                    ["repositoryUrl"] = $"{Account}.dkr.ecr.{region}.amazonaws.com/{physical}",
                });
            case "awsx:ecr:Image":
                return (name, new() { ["imageUri"] = $"{Input("repositoryUrl")}@sha256:{new string('0', 64)}" });
            case "aws:cloudwatch/logGroup:LogGroup":
                return Named(Arn("logs", $"log-group:{physical}"));
            case "aws:iam/role:Role":
                return Named(GlobalArn("iam", $"role/{physical}"));
            case "aws:iam/policy:Policy":
                return Named(GlobalArn("iam", $"policy/{physical}"));
            case "aws:iam/openIdConnectProvider:OpenIdConnectProvider":
                string provider = GlobalArn("iam", $"oidc-provider/{new Uri(Input("url")).Host}");
                return (provider, new() { ["arn"] = provider });
            case "aws:lambda/function:Function":
                return Named(Arn("lambda", $"function:{physical}"));
            case "aws:ssm/parameter:Parameter":
                return Named(Arn("ssm", $"parameter/{physical}"));
            case "aws:glue/catalogDatabase:CatalogDatabase":
                return Named(Arn("glue", $"database/{physical}"));
            case "aws:glue/crawler:Crawler":
                return Named(Arn("glue", $"crawler/{physical}"));
            case "aws:athena/workgroup:Workgroup":
                return Named(Arn("athena", $"workgroup/{physical}"));
            case "aws:sfn/stateMachine:StateMachine":
                return Named(Arn("states", $"stateMachine:{physical}"));
            case "aws:scheduler/schedule:Schedule":
                return Named(Arn("scheduler", $"schedule/default/{physical}"));
            case "aws:glue/catalogTable:CatalogTable":
                return (physical, new() { ["name"] = physical, ["arn"] = Arn("glue", $"table/{Input("databaseName")}/{physical}") });
            case "aws:kms/key:Key":
                string key = name.EndsWith("-data", StringComparison.Ordinal) ? "5e6f7a8b-0000-4000-8000-000000000000" : "1a2b3c4d-0000-4000-8000-000000000000";
                return (key, new() { ["keyId"] = key, ["arn"] = Arn("kms", $"key/{key}") });
            case "aws:cloudtrail/trail:Trail":
                return Named(Arn("cloudtrail", $"trail/{physical}"));
            case "aws:sns/topic:Topic":
                return (Arn("sns", physical), new() { ["name"] = physical, ["arn"] = Arn("sns", physical) });
            case "aws:cloudwatch/metricAlarm:MetricAlarm":
                return Named(Arn("cloudwatch", $"alarm:{physical}"));
            case "aws:cloudwatch/eventRule:EventRule":
                return Named(Arn("events", $"rule/{physical}"));
            case "aws:budgets/budget:Budget":
                return Named(GlobalArn("budgets", $"budget/{physical}"));
            case "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration":
                string chat = GlobalArn("chatbot", $"chat-configuration/slack-channel/{Input("configurationName")}");
                return (chat, new() { ["chatConfigurationArn"] = chat });
            default:
                return (physical, []);
        }
    }
}
