using System.Text.Json.Nodes;

namespace Infra.Tests.Graph;

/// <summary>A statement of a policy as it was written out.</summary>
/// <param name="Owner">The resource whose input the policy is.</param>
/// <param name="Input">The input.</param>
/// <param name="Json">The statement.</param>
internal sealed record WrittenStatement(ResourceNode Owner, string Input, JsonObject Json)
{
    /// <summary>What it is for.</summary>
    public string Sid => Json[nameof(Sid)]?.ToString() ?? "";

    /// <summary>Whether it allows something.</summary>
    public bool Allows => Json["Effect"]?.ToString() == "Allow";

    /// <summary>The actions.</summary>
    public IReadOnlyList<string> Actions => Strings(Json["Action"]);

    /// <summary>The resources.</summary>
    public IReadOnlyList<string> Resources => Strings(Json["Resource"]);

    /// <summary>Who it speaks of: <c>*</c>, or a kind and a name such as <c>Service s3.amazonaws.com</c>.</summary>
    public IReadOnlyList<string> Principals => Json["Principal"] switch
    {
        null => [],
        JsonObject kinds => [.. kinds.SelectMany(kind => Strings(kind.Value).Select(name => $"{kind.Key} {name}"))],
        JsonNode everyone => [everyone.ToString()],
    };

    /// <summary>The values that a condition asks for; none where there is no such condition.</summary>
    public IReadOnlyList<string> Condition(string comparison, string key) => Strings(Json["Condition"]?[comparison]?[key]);

    /// <summary>All statements of all policies of a stack.</summary>
    public static IReadOnlyList<WrittenStatement> Of(StackGraph graph) => [.. graph.Resources.SelectMany(Of)];

    /// <summary>All statements of a resource's policies.</summary>
    public static IEnumerable<WrittenStatement> Of(ResourceNode resource) =>
        from input in resource.Inputs
        where input.Key is "policy" or "policyDocument" or "assumeRolePolicy" && input.Value is JsonValue
        let statements = JsonNode.Parse(input.Value!.ToString())?["Statement"] as JsonArray
        where statements is not null
        from statement in statements
        select new WrittenStatement(resource, input.Key, (JsonObject)statement);

    /// <summary>Changes the statements of a resource's policy.</summary>
    public static void Change(ResourceNode resource, string input, string sid, Action<JsonObject> change)
    {
        JsonNode policy = JsonNode.Parse(resource.Inputs[input]!.ToString())!;
        change(policy["Statement"]!.AsArray().Select(statement => statement!.AsObject()).Single(statement => statement[nameof(Sid)]!.ToString() == sid));
        resource.Inputs[input] = policy.ToJsonString();
    }

    /// <inheritdoc />
    public override string ToString() => $"{Owner} {Input} '{Sid}'";

    private static IReadOnlyList<string> Strings(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(one => one!.ToString())],
        _ => [node.ToString()],
    };
}
