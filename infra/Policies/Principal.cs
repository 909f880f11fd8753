using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Policies;

/// <summary>The principal of a statement in a resource policy or a trust policy.</summary>
internal sealed record Principal
{
    private readonly string? _kind;
    private readonly Output<string>? _identifier;

    private Principal(string? kind, Output<string>? identifier)
    {
        _kind = kind;
        _identifier = identifier;
    }

    /// <summary>Every caller; used only in denials.</summary>
    public static Principal Everyone { get; } = new(null, null);

    /// <summary>Returns the principal of an AWS service.</summary>
    public static Principal Service(string host) => new("Service", Output.Create(host));

    /// <summary>Returns the principal of an AWS service whose host name contains the region.</summary>
    public static Principal Service(Output<string> host) => new("Service", host);

    /// <summary>Returns the principal of an account, a role or a user, by ARN.</summary>
    public static Principal Aws(Output<string> arn) => new("AWS", arn);

    /// <summary>Returns the principal of an external identity provider, by the ARN of its registration.</summary>
    public static Principal Federated(Output<string> arn) => new("Federated", arn);

    /// <summary>Returns the principal in the form of a policy's JSON.</summary>
    public Output<JsonNode> ToJson() => _kind is null || _identifier is null
        ? Output.Create<JsonNode>(JsonValue.Create("*"))
        : _identifier.Apply(identifier => (JsonNode)new JsonObject { [_kind] = identifier });
}
