using System.Net;
using System.Net.Sockets;
using Ecg.Cli.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ecg.Cli.View;

/// <summary>Serves the page on this machine.</summary>
internal sealed class ViewServer : IAsyncDisposable
{
    private const int LargestBody = 1 << 20;
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _application;
    private readonly LakeView _view;

    private ViewServer(WebApplication application, LakeView view, Uri address) =>
        (_application, _view, Address) = (application, view, address);

    /// <summary>The page's address with the secret token.</summary>
    public Uri Address { get; }

    /// <summary>Starts the server.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="port">The port of 127.0.0.1; 0 for a free one.</param>
    /// <param name="tell">Receives a line for the waiting user.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="CommandException">There is no such lake, or the port is not available.</exception>
    public static async Task<ViewServer> StartAsync(ViewedLake lake, int port, Action<string> tell, CancellationToken cancellationToken)
    {
        var token = ViewToken.New();
        var view = new LakeView(lake, tell);
        WebApplication application = Build(view, token, port);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            view.Dispose();
            throw Explain(error, port) ?? error;
        }

        return new ViewServer(application, view, new Uri(AddressOf(application), $"/{token.Text}/"));
    }

    /// <summary>Stops the server; open responses are aborted.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Farewell);
        await _application.StopAsync(patience.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _view.Dispose();
    }

    // The empty builder reads no configuration, writes no log and does not handle the process's signals.
    private static WebApplication Build(LakeView view, ViewToken token, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddRoutingCore();

        WebApplication application = builder.Build();
        var gate = new RequestGate(token);
        application.Use(next => context => gate.PassAsync(context, next));
        application.Use(next => context => ViewError.AnswerAsync(context, next));
        application.UseRouting();
        view.Map(application.MapGroup("/api"));
        application.MapFallback("{*path}", new PageAssets().AnswerAsync);
        return application;
    }

    private static Uri AddressOf(WebApplication application) => new(
        application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private static CommandException? Explain(Exception error, int port) => error switch
    {
        IOException { InnerException: AddressInUseException } =>
            CommandException.Failed($"port {port} is in use; choose another one with --port, or leave it out for a free one.", error),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            CommandException.Failed($"no permission to listen on port {port}; choose one above 1023.", error),
        _ => null,
    };
}
