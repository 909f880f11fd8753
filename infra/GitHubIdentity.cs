using System.Net.Http.Headers;
using System.Text.Json;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>Checks the repository's id and name with GitHub: with a wrong one, no workflow could assume a role, and no message would explain why.</summary>
internal static class GitHubIdentity
{
    // GitHub Actions variables.
    private const string WorkflowRepository = "GITHUB_REPOSITORY";
    private const string WorkflowRepositoryId = "GITHUB_REPOSITORY_ID";
    private const string ApiAddress = "GITHUB_API_URL";

    // The variables that the GitHub CLI takes its token from.
    private static readonly string[] Tokens = ["GH_TOKEN", "GITHUB_TOKEN"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Rejects settings with a wrong repository id or name. If GitHub does not return them, as for a private repository without a token, it only warns.</summary>
    /// <exception cref="SettingsException">The repository has another id or name.</exception>
    public static void Check(string stack, GitHubSettings settings)
    {
        if ((OfWorkflow(settings.Repository) ?? OfApi(settings.Repository)) is not { } repository)
        {
            Log.Warn(
                $"GitHub did not return the id of {settings.Repository}, so githubRepositoryId could not be checked. "
                + $"Compare it with: gh api repos/{settings.Repository} --jq .id. For a private repository set GH_TOKEN to what `gh auth token` prints.");
            return;
        }

        // GitHub finds a repository by its old name and in any case; a role's trust policy compares exactly.
        string[] wrong =
        [
            .. repository.Id == settings.RepositoryId ? Array.Empty<string>() : [$"githubRepositoryId: '{settings.RepositoryId}' is not the id of {settings.Repository}, which is {repository.Id}"],
            .. repository.Name is null || repository.Name == settings.Repository ? Array.Empty<string>() : [$"githubRepository: GitHub calls '{settings.Repository}' {repository.Name}"],
        ];
        if (wrong.Length > 0)
        {
            throw new SettingsException(stack, wrong);
        }
    }

    private static (string Id, string? Name)? OfWorkflow(string repository) =>
        Environment.GetEnvironmentVariable(WorkflowRepository) == repository && Environment.GetEnvironmentVariable(WorkflowRepositoryId) is { } id ? (id, repository) : null;

    private static (string Id, string? Name)? OfApi(string repository)
    {
        string api = Environment.GetEnvironmentVariable(ApiAddress) ?? "https://api.github.com";
        try
        {
            using var client = new HttpClient { Timeout = Patience };
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{api}/repos/{repository}");
            request.Headers.UserAgent.ParseAdd("ecg-pipeline");
            if (Tokens.Select(Environment.GetEnvironmentVariable).FirstOrDefault(token => !string.IsNullOrEmpty(token)) is { } token)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            using HttpResponseMessage response = client.Send(request);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            using Stream body = response.Content.ReadAsStream();
            using var answer = JsonDocument.Parse(body);
            JsonElement root = answer.RootElement;
            return root.TryGetProperty("id", out JsonElement id) ? (id.ToString(), root.TryGetProperty("full_name", out JsonElement name) ? name.ToString() : null) : null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException or IOException or FormatException)
        {
            return null;
        }
    }
}
