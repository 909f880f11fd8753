using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Policies;

/// <summary>A statement of a policy.</summary>
internal sealed record Statement
{
    /// <summary>The statement's id, letters and digits only.</summary>
    public required string Sid { get; init; }

    /// <summary>The effect.</summary>
    public Effect Effect { get; init; } = Effect.Allow;

    /// <summary>The principal; <see langword="null"/> in an identity policy.</summary>
    public Principal? Principal { get; init; }

    /// <summary>The actions, each <c>service:Action</c>.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>The ARNs of the resources; empty in a trust policy.</summary>
    public IReadOnlyList<Input<string>> Resources { get; init; } = [];

    /// <summary>The conditions, all of which must hold.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Returns a denial for all callers if a condition holds.</summary>
    public static Statement Refuse(string sid, IReadOnlyList<string> actions, IReadOnlyList<Input<string>> resources, Condition condition) => new()
    {
        Sid = sid,
        Effect = Effect.Deny,
        Principal = Principal.Everyone,
        Actions = actions,
        Resources = resources,
        Conditions = [condition],
    };

    /// <summary>Returns the statement that lets IAM policies of the account control a key; without it, nobody could use the key.</summary>
    public static Statement TheAccountDecides(AwsAccount account) => new()
    {
        Sid = nameof(TheAccountDecides),
        Principal = Principal.Aws(account.GlobalArn("iam", "root")),
        Actions = ["kms:*"],
        Resources = ["*"],
    };

    /// <summary>Returns the statement that lets an AWS service use a key for the messages that it sends for an account.</summary>
    public static Statement EncryptMessages(string sid, string service, AwsAccount account) => new()
    {
        Sid = sid,
        Principal = Principal.Service(service),
        Actions = ["kms:Decrypt", "kms:GenerateDataKey"],
        Resources = ["*"],
        Conditions = [Condition.From(account)],
    };

    /// <summary>Returns the statement in the form of a policy's JSON.</summary>
    public Output<JsonObject> ToJson()
    {
        Output<JsonNode?> principal = Principal is null
            ? Output.Create<JsonNode?>((JsonNode?)null)
            : Principal.ToJson().Apply(json => (JsonNode?)json);

        return Output
            .Tuple(principal, Output.All(Resources), Output.All(Conditions.Select(condition => condition.ValuesToJson())))
            .Apply(parts => ToJson(parts.Item1, parts.Item2, parts.Item3));
    }

    private JsonObject ToJson(JsonNode? principal, IReadOnlyList<string> resources, IReadOnlyList<JsonArray> conditionValues)
    {
        var json = new JsonObject { [nameof(Sid)] = Sid, [nameof(Effect)] = Effect.ToString() };
        if (principal is not null)
        {
            json[nameof(Principal)] = principal.DeepClone();
        }

        json["Action"] = Strings(Actions);
        if (resources.Count > 0)
        {
            json["Resource"] = Strings(resources);
        }

        if (Conditions.Count > 0)
        {
            json["Condition"] = ConditionsToJson(conditionValues);
        }

        return json;
    }

    private JsonObject ConditionsToJson(IReadOnlyList<JsonArray> values)
    {
        var json = new JsonObject();
        foreach ((Condition condition, JsonArray expected) in Conditions.Zip(values))
        {
            if (json[condition.Operator] is not JsonObject comparisons)
            {
                json[condition.Operator] = comparisons = [];
            }

            comparisons[condition.Key] = expected.DeepClone();
        }

        return json;
    }

    private static JsonArray Strings(IEnumerable<string> values) =>
        new([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);
}
