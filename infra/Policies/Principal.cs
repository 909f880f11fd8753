using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Policies;

/// <summary>Who a statement of a resource's or a role's policy speaks of.</summary>
internal sealed record Principal
{
    private readonly string? _kind;
    private readonly Output<string>? _identifier;

    private Principal(string? kind, Output<string>? identifier)
    {
        _kind = kind;
        _identifier = identifier;
    }

    /// <summary>Every caller; only ever used to refuse.</summary>
    public static Principal Everyone { get; } = new(null, null);

    /// <summary>A service of AWS.</summary>
    public static Principal Service(string host) => new("Service", Output.Create(host));

    /// <summary>A service of AWS whose host has the region in its name.</summary>
    public static Principal Service(Output<string> host) => new("Service", host);

    /// <summary>An account, a role or a user, by its ARN.</summary>
    public static Principal Aws(Output<string> arn) => new("AWS", arn);

    /// <summary>An identity provider outside of AWS, by the ARN of its registration.</summary>
    public static Principal Federated(Output<string> arn) => new("Federated", arn);

    /// <summary>The principal as a policy's JSON has it.</summary>
    public Output<JsonNode> ToJson() => _kind is null || _identifier is null
        ? Output.Create<JsonNode>(JsonValue.Create("*"))
        : _identifier.Apply(identifier => (JsonNode)new JsonObject { [_kind] = identifier });
}
