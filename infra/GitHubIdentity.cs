using System.Text.Json;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>Checks the repository's id with GitHub: with a wrong id, no workflow could assume a role, and no message would explain why.</summary>
internal static class GitHubIdentity
{
    // GitHub Actions variables.
    private const string WorkflowRepository = "GITHUB_REPOSITORY";
    private const string WorkflowRepositoryId = "GITHUB_REPOSITORY_ID";
    private const string ApiAddress = "GITHUB_API_URL";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Rejects settings with a wrong repository id. If GitHub does not return the id, as for a private repository, it only warns.</summary>
    /// <exception cref="SettingsException">The repository has another id.</exception>
    public static void Check(string stack, GitHubSettings settings)
    {
        string? id = OfWorkflow(settings.Repository) ?? OfApi(settings.Repository);
        if (id is null)
        {
            Log.Warn(
                $"GitHub did not return the id of {settings.Repository}, so githubRepositoryId could not be checked. "
                + $"Compare it with: gh api repos/{settings.Repository} --jq .id");
        }
        else if (id != settings.RepositoryId)
        {
            throw new SettingsException(stack, [$"githubRepositoryId: '{settings.RepositoryId}' is not the id of {settings.Repository}, which is {id}"]);
        }
    }

    private static string? OfWorkflow(string repository) =>
        Environment.GetEnvironmentVariable(WorkflowRepository) == repository ? Environment.GetEnvironmentVariable(WorkflowRepositoryId) : null;

    private static string? OfApi(string repository)
    {
        string api = Environment.GetEnvironmentVariable(ApiAddress) ?? "https://api.github.com";
        try
        {
            using var client = new HttpClient { Timeout = Patience };
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{api}/repos/{repository}");
            request.Headers.UserAgent.ParseAdd("ecg-pipeline");
            using HttpResponseMessage response = client.Send(request);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            using Stream body = response.Content.ReadAsStream();
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.TryGetProperty("id", out JsonElement id) ? id.ToString() : null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            return null;
        }
    }
}
