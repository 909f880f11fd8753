namespace Infra.Tests.Access;

/// <summary>A call of AWS' API as a policy sees it.</summary>
/// <param name="Action">The action, such as <c>iam:CreateRole</c>.</param>
/// <param name="Resource">The ARN that it is about.</param>
internal sealed record Request(string Action, string Resource)
{
    /// <summary>What else is known of it, by condition keys; keys are compared without case, as IAM does.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same call with one more fact.</summary>
    public Request With(string key, string value) =>
        this with { Facts = new Dictionary<string, string>(Facts, StringComparer.OrdinalIgnoreCase) { [key] = value } };
}
