using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Faults;

/// <summary>Stands in Slack's place on loopback.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private const string Path = "/services/T0/B0/secret";

    private readonly ConcurrentQueue<string> _posts = new();
    private readonly WebApplication _application;

    private WebhookServer(int status)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            _posts.Enqueue(await body.ReadToEndAsync());
            context.Response.StatusCode = context.Request.Path == Path ? status : 404;
        });
    }

    /// <summary>The webhook's address.</summary>
    public Uri Endpoint => new(new Uri(_application.Urls.Single()), Path);

    /// <summary>What was posted.</summary>
    public IReadOnlyCollection<string> Posts => _posts;

    /// <summary>Starts a webhook.</summary>
    /// <param name="status">What it answers.</param>
    public static async Task<WebhookServer> StartAsync(int status)
    {
        var server = new WebhookServer(status);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
