using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Faults;

/// <summary>Stands on loopback between the handler and the server, lets go wrong what the faults say, and counts what passes.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(3);
    private static readonly string[] OwnHeaders = ["Transfer-Encoding", "Connection", "Keep-Alive", "Server", "Date"];

    private readonly ConcurrentBag<Fault> _faults = [];
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http;
    private readonly WebApplication _application;
    private readonly Uri _server;
    private Func<FaultKind?> _chance = () => null;

    private FaultProxy(Uri server)
    {
        _server = server;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Limits.MaxRequestBodySize = null;
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>Its address.</summary>
    public Uri Endpoint => new(_application.Urls.Single());

    /// <summary>How many requests of each kind have come: by their method, and <c>LIST</c> for those that list a bucket.</summary>
    public IReadOnlyDictionary<string, int> Requests => _requests;

    /// <summary>Starts a proxy in front of a server.</summary>
    public static async Task<FaultProxy> StartAsync(Uri server)
    {
        var proxy = new FaultProxy(server);
        await proxy._application.StartAsync();
        return proxy;
    }

    /// <summary>Lets something go wrong from now on.</summary>
    public Fault Add(FaultKind kind, int times, string method, string pathPart)
    {
        var fault = new Fault(kind, times, method, pathPart);
        _faults.Add(fault);
        return fault;
    }

    /// <summary>Lets requests go wrong by chance from now on.</summary>
    public void AddRandom(double probability, int seed, params FaultKind[] kinds)
    {
        var random = new Random(seed);
        _chance = () =>
        {
            lock (random)
            {
                return random.NextDouble() < probability ? kinds[random.Next(kinds.Length)] : null;
            }
        };
    }

    /// <summary>Counts from zero again.</summary>
    public void ForgetRequests() => _requests.Clear();

    /// <summary>Lets nothing go wrong any more.</summary>
    public void Heal()
    {
        _faults.Clear();
        _chance = () => null;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _application.DisposeAsync();
        _http.Dispose();
        _end.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        _requests.AddOrUpdate(KindOf(context.Request.Method, target), 1, (_, count) => count + 1);
        FaultKind? fault = _faults.FirstOrDefault(candidate => candidate.Takes(context.Request.Method, target))?.Kind ?? _chance();
        switch (fault)
        {
            case FaultKind.SlowDown:
                await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "SlowDown");
                return;
            case FaultKind.InternalError:
                await RefuseAsync(context, StatusCodes.Status500InternalServerError, "InternalError");
                return;
            case FaultKind.AccessDenied:
                await RefuseAsync(context, StatusCodes.Status403Forbidden, "AccessDenied");
                return;
            case FaultKind.Reset:
                context.Abort();
                return;
            case FaultKind.Held:
                await Task.Delay(Timeout.InfiniteTimeSpan, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Abort();
                return;
            case FaultKind.Late:
                await Task.Delay(Lateness, context.RequestAborted);
                break;
        }

        await ForwardAsync(context, target, fault);
    }

    private static string KindOf(string method, string target) => target.Contains("list-type=2", StringComparison.Ordinal) ? "LIST" : method;

    private static async Task RefuseAsync(HttpContext context, int status, string code)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        if (context.Request.Method != HttpMethods.Head)
        {
            await context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>injected</Message></Error>");
        }
    }

    private async Task ForwardAsync(HttpContext context, string target, FaultKind? fault)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_server, target));
        if (context.Request.ContentLength is not null || context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach ((string? name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
        {
            if (name is not "Host" and not "Connection" and not "Expect" && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        if (fault == FaultKind.LostAnswer)
        {
            context.Abort();
            return;
        }

        await AnswerAsync(context, answer, isCut: fault == FaultKind.Cut);
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer, bool isCut)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string? name, IEnumerable<string>? values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        if (context.Request.Method == HttpMethods.Head || answer.StatusCode == HttpStatusCode.NoContent)
        {
            return;
        }

        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        if (isCut)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(body);
    }
}
