using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Policies;

/// <summary>A condition of a statement: <paramref name="Key"/> compared with any of <paramref name="Values"/>.</summary>
/// <param name="Operator">IAM's comparison operator: <c>StringEquals</c>, <c>ArnLike</c>...</param>
/// <param name="Key">The condition key, such as <c>aws:SourceArn</c>.</param>
/// <param name="Values">The allowed values.</param>
internal sealed record Condition(string Operator, string Key, IReadOnlyList<Input<string>> Values)
{
    /// <summary>The request did not use TLS.</summary>
    public static Condition NotOverTls { get; } = new("Bool", "aws:SecureTransport", ["false"]);

    /// <summary>The request used a TLS version below 1.2.</summary>
    public static Condition OverOldTls { get; } = new("NumericLessThan", "s3:TlsVersion", ["1.2"]);

    /// <summary>An AWS service acts for this account, and not for another.</summary>
    public static Condition From(AwsAccount account) => new("StringEquals", "aws:SourceAccount", [account.Id]);

    /// <summary>Returns the values in the form of a policy's JSON.</summary>
    public Output<JsonArray> ValuesToJson() => Output
        .All(Values)
        .Apply(values => new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create(value))]));
}
