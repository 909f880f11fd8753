using System.Net;
using EndToEnd.Tests.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Servers;

/// <summary>Stands in Lambda's place on loopback: invokes functions of this process by their ARNs.</summary>
internal sealed class FunctionServer : IAsyncDisposable
{
    private readonly Dictionary<string, IHandler> _functions = new(StringComparer.Ordinal);
    private readonly WebApplication _application;

    private FunctionServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.MapPost("/2015-03-31/functions/{arn}/invocations", async (string arn, HttpRequest request) =>
        {
            using var body = new StreamReader(request.Body);
            return Results.Text(await _functions[arn].InvokeAsync(await body.ReadToEndAsync()), "application/json");
        });
    }

    /// <summary>Its address.</summary>
    public Uri Endpoint => new(_application.Urls.Single());

    /// <summary>Starts one without functions.</summary>
    public static async Task<FunctionServer> StartAsync()
    {
        var server = new FunctionServer();
        await server._application.StartAsync();
        return server;
    }

    /// <summary>Adds a function; before the first call to it.</summary>
    public void Add(string arn, IHandler function) => _functions.Add(arn, function);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
