using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Policies;

/// <summary>A policy of IAM as a typed value. It becomes text once, in <see cref="ToJson"/>.</summary>
/// <param name="Statements">What it says.</param>
internal sealed record PolicyDocument(IReadOnlyList<Statement> Statements)
{
    private const string LanguageVersion = "2012-10-17";

    /// <summary>The trust policy of a role that a service of AWS takes on, for this account alone.</summary>
    public static PolicyDocument AssumedBy(string serviceHost, AwsAccount account) => new(
    [
        new Statement
        {
            Sid = "Assume",
            Principal = Principal.Service(serviceHost),
            Actions = ["sts:AssumeRole"],
            Conditions = [Condition.From(account)],
        },
    ]);

    /// <summary>The policy as the text that AWS takes.</summary>
    public Output<string> ToJson() => Output
        .All(Statements.Select(statement => statement.ToJson()))
        .Apply(statements => JsonText.Of(new JsonObject
        {
            ["Version"] = LanguageVersion,
            ["Statement"] = new JsonArray([.. statements.Select(statement => statement.DeepClone())]),
        }));
}
