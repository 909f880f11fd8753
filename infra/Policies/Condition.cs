using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Policies;

/// <summary>Under which circumstances a statement holds: <paramref name="Key"/> compared with any of <paramref name="Values"/>.</summary>
/// <param name="Operator">How the two are compared, in IAM's words: <c>StringEquals</c>, <c>ArnLike</c>...</param>
/// <param name="Key">The fact of the request that is looked at, such as <c>aws:SourceArn</c>.</param>
/// <param name="Values">The values that it may have.</param>
internal sealed record Condition(string Operator, string Key, IReadOnlyList<Input<string>> Values)
{
    /// <summary>The request did not come over TLS.</summary>
    public static Condition NotOverTls { get; } = new("Bool", "aws:SecureTransport", ["false"]);

    /// <summary>The request came over a TLS older than 1.2.</summary>
    public static Condition OverOldTls { get; } = new("NumericLessThan", "s3:TlsVersion", ["1.2"]);

    /// <summary>A service of AWS acts for this account, and for no other that it serves as well.</summary>
    public static Condition From(AwsAccount account) => new("StringEquals", "aws:SourceAccount", [account.Id]);

    /// <summary>The values as a policy's JSON has them.</summary>
    public Output<JsonArray> ValuesToJson() => Output
        .All(Values)
        .Apply(values => new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create(value))]));
}
