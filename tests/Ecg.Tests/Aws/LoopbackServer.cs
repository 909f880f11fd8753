using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ecg.Tests.Aws;

/// <summary>An HTTP server on a free loopback port that answers as a test tells it to.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Action<HttpListenerContext> _answer;

    private LoopbackServer(HttpListener listener, Uri address, Action<HttpListenerContext> answer)
    {
        _listener = listener;
        _answer = answer;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Method, path and query of each request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static LoopbackServer Start(Action<HttpListenerContext> answer)
    {
        for (int attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                continue;
            }

            var server = new LoopbackServer(listener, address, answer);
            _ = server.ServeAsync();
            return server;
        }
    }

    public static void Reply(HttpListenerContext context, int status, string body = "")
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentLength64 = bytes.Length;
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Requests.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl}");
            _ = Task.Run(() => Answer(context));
        }
    }

    private void Answer(HttpListenerContext context)
    {
        try
        {
            _answer(context);
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client has gone, or the test has ended.
        }
    }
}
