using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Servers;

/// <summary>Calls the services for which the tests have no client, and moto's own settings.</summary>
/// <param name="endpoint">The server.</param>
internal sealed class MotoClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    /// <summary>Calls an action of Step Functions.</summary>
    public Task<JsonNode> StatesAsync(string action, object request) => CallAsync("states", $"AWSStepFunctions.{action}", request);

    /// <summary>Calls an action of Athena.</summary>
    public Task<JsonNode> AthenaAsync(string action, object request) => CallAsync("athena", $"AmazonAthena.{action}", request);

    /// <summary>Calls an action of Glue.</summary>
    public Task<JsonNode> GlueAsync(string action, object request) => CallAsync("glue", $"AWSGlue.{action}", request);

    /// <summary>Posts to a path of moto's own.</summary>
    public async Task SetAsync(string path, object value)
    {
        using HttpResponseMessage answer = await _http.PostAsync(new Uri($"/moto-api/{path}", UriKind.Relative), Json(value));
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> CallAsync(string service, string target, object request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = Json(request) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        message.Headers.Add("X-Amz-Target", target);
        message.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        using HttpResponseMessage answer = await _http.SendAsync(message);
        string body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(body is "" ? "{}" : body)!
            : throw new HttpRequestException($"{target}: {(int)answer.StatusCode} {body}");
    }

    private static StringContent Json(object value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");
}
