using System.Text.Json;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>Asks GitHub whether the settings name its repository rightly: with a wrong number no workflow could ever take on a role, and nothing would say why.</summary>
internal static class GitHubIdentity
{
    // Variables of GitHub Actions.
    private const string WorkflowRepository = "GITHUB_REPOSITORY";
    private const string WorkflowRepositoryId = "GITHUB_REPOSITORY_ID";
    private const string ApiAddress = "GITHUB_API_URL";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Refuses settings whose repository has another number. Where GitHub does not tell, as of a private repository, it only warns.</summary>
    /// <exception cref="SettingsException">The repository has another number.</exception>
    public static void Check(string stack, GitHubSettings settings)
    {
        string? id = OfWorkflow(settings.Repository) ?? OfApi(settings.Repository);
        if (id is null)
        {
            Log.Warn(
                $"GitHub did not return the number of {settings.Repository}, so githubRepositoryId could not be checked. "
                + $"Compare it with: gh api repos/{settings.Repository} --jq .id");
        }
        else if (id != settings.RepositoryId)
        {
            throw new SettingsException(stack, [$"githubRepositoryId: '{settings.RepositoryId}' is not the number of {settings.Repository}, which is {id}"]);
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
