using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Ecg.Cli.View;

/// <summary>
/// Accepts only requests from this server's own page. Any page in the same browser can send requests to a port of this
/// machine: by its address, or under a host name that resolves to 127.0.0.1 (DNS rebinding).
/// </summary>
/// <param name="token">The secret at the start of the path.</param>
internal sealed class RequestGate(ViewToken token)
{
    // Allows only what the page needs: no script or style except its own files, no other host, no framing.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>Responds with 403, or removes the token from the path and continues.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        Protect(context.Response.Headers);
        if (Refusal(context) is { } reason)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(reason, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private string? Refusal(HttpContext context)
    {
        HttpRequest request = context.Request;
        string port = $":{context.Connection.LocalPort}";
        if (request.Host.Value != $"127.0.0.1{port}" && request.Host.Value != $"localhost{port}")
        {
            return "This page is served only at 127.0.0.1 and localhost, on the port that 'ecg view' printed.\n";
        }

        if (IsOfAnotherPage(request))
        {
            return "The request came from another page. Paste the address that 'ecg view' printed into the browser's address bar.\n";
        }

        return TakeTokenOff(request) ? null : "The address is incomplete or from an earlier run: open the one that 'ecg view' printed.\n";
    }

    private static bool IsOfAnotherPage(HttpRequest request)
    {
        StringValues origin = request.Headers.Origin;
        StringValues site = request.Headers["Sec-Fetch-Site"];
        return (origin.Count > 0 && origin != $"http://{request.Host.Value}")
            || (site.Count > 0 && site != "same-origin" && site != "none");
    }

    private bool TakeTokenOff(HttpRequest request)
    {
        string path = request.Path.Value ?? "";
        int end = path.Length > 0 ? path.IndexOf('/', 1) : -1;
        if (end < 0 || !token.Is(path.AsSpan(1, end - 1)))
        {
            return false;
        }

        request.Path = path[end..];
        return true;
    }
}
