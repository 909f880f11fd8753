namespace Infra.Settings;

/// <summary>The repository whose workflows preview and deploy the stack.</summary>
/// <param name="Repository">The repository, <c>owner/name</c>.</param>
/// <param name="RepositoryId">The repository's id, which survives a rename and is never reused.</param>
/// <param name="Branch">The branch that deployments come from.</param>
/// <param name="Environment">The environment that deployments run in.</param>
/// <param name="CreateOidcProvider">Whether this stack creates the account's OIDC provider for GitHub; an account can have only one.</param>
/// <param name="StateBucket">The bucket with Pulumi's state; <see langword="null"/> if the state is elsewhere.</param>
/// <param name="StateKeyArn">The key that encrypts the stack's secrets; <see langword="null"/> if it is not a key of this account.</param>
internal sealed record GitHubSettings(
    string Repository,
    string RepositoryId,
    string Branch,
    string Environment,
    bool CreateOidcProvider,
    string? StateBucket,
    string? StateKeyArn);
