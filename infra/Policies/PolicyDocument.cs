using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Policies;

/// <summary>An IAM policy. <see cref="ToJson"/> serialises it.</summary>
/// <param name="Statements">The statements.</param>
internal sealed record PolicyDocument(IReadOnlyList<Statement> Statements)
{
    private const string LanguageVersion = "2012-10-17";

    /// <summary>Returns the trust policy of a role that an AWS service assumes, for this account only.</summary>
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

    /// <summary>Returns the policy as JSON.</summary>
    public Output<string> ToJson() => Output
        .All(Statements.Select(statement => statement.ToJson()))
        .Apply(statements => JsonText.Of(new JsonObject
        {
            ["Version"] = LanguageVersion,
            ["Statement"] = new JsonArray([.. statements.Select(statement => statement.DeepClone())]),
        }));
}
