using System.Net;
using System.Text.Json.Nodes;
using Ecg.Cli.View;

namespace Ecg.Tests.View;

/// <summary>The page of a lake, served within this process.</summary>
internal sealed class ServedLake : IAsyncDisposable
{
    private readonly ViewServer _server;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private ServedLake(ViewServer server) => _server = server;

    /// <summary>The page's address, as the command prints it.</summary>
    public Uri Address => _server.Address;

    public static async Task<ServedLake> StartAsync(string lake, string? onlyRecording = null, TimeSpan? longestQuery = null)
    {
        var viewed = new ViewedLake(lake, lake, onlyRecording);
        return new(await ViewServer.StartAsync(longestQuery is { } longest ? viewed with { LongestQuery = longest } : viewed, port: 0, _ => { }, default));
    }

    /// <summary>Sends a request; the path is relative to the page.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        change?.Invoke(request);
        return await _client.SendAsync(request);
    }

    /// <summary>The JSON of an answer; an answer that refuses is an error.</summary>
    public async Task<JsonNode> JsonAsync(string path)
    {
        using HttpResponseMessage answer = await SendAsync(path);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    /// <summary>The numbers of an answer.</summary>
    public async Task<float[]> FloatsAsync(string path)
    {
        using HttpResponseMessage answer = await SendAsync(path);
        byte[] bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        float[] values = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    /// <summary>Asks in SQL: the answer's status and its JSON.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Json)> QueryAsync(string sql, CancellationToken cancellationToken = default)
    {
        using var form = new FormUrlEncodedContent([new("sql", sql)]);
        using HttpResponseMessage answer = await _client.PostAsync(new Uri(Address, "api/query"), form, cancellationToken);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }
}
