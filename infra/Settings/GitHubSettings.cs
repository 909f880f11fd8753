namespace Infra.Settings;

/// <summary>The repository whose workflows preview and deploy the stack.</summary>
/// <param name="Repository">The repository, <c>owner/name</c>.</param>
/// <param name="RepositoryId">The repository's number, which it keeps when it is renamed, and which no other ever gets.</param>
/// <param name="Branch">The branch that is deployed from.</param>
/// <param name="Environment">The environment that a deployment runs in.</param>
/// <param name="CreateOidcProvider">Whether this stack registers GitHub with the account, which holds one registration for all.</param>
/// <param name="StateBucket">The bucket with Pulumi's state; nothing where the state is elsewhere.</param>
/// <param name="StateKeyArn">The key that the stack's secrets are encrypted with; nothing where it is not a key of this account.</param>
internal sealed record GitHubSettings(
    string Repository,
    string RepositoryId,
    string Branch,
    string Environment,
    bool CreateOidcProvider,
    string? StateBucket,
    string? StateKeyArn);
