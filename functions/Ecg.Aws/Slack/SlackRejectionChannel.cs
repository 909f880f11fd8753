using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ecg.Lake;
using Serilog;

namespace Ecg.Aws.Slack;

/// <summary>Posts rejections to a Slack channel through an incoming webhook.</summary>
internal sealed class SlackRejectionChannel(IWebhook webhook, ILogger log, bool withNames, HttpMessageHandler? handler = null) : IRejectionChannel
{
    /// <summary>The time limit for Slack and the parameter store together.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private const int LongestAnswer = 256;

    // A redirect would send the message, which may name recordings, to an unintended address.
    private readonly HttpClient _http = handler is null
        ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        : new HttpClient(handler, disposeHandler: false);

    /// <inheritdoc/>
    public async Task TellAsync(IReadOnlyList<ConversionResult> rejections, Uri? logLink, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await PostAsync(SlackMessage.Write(rejections, logLink, withNames), timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            string why = timeout.IsCancellationRequested ? "no answer in time" : OneLine.Clean(exception.Message);
            log.Warning("Slack could not be notified of {rejected} rejected recordings: {why}", rejections.Count, why);
        }
    }

    private async Task PostAsync(byte[] message, CancellationToken cancellationToken)
    {
        Uri address = await webhook.AddressAsync(cancellationToken).ConfigureAwait(false);
        using var content = new ByteArrayContent(message);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            // A revoked webhook is replaced in the parameter store.
            webhook.Forget();
        }

        if (!response.IsSuccessStatusCode)
        {
            string answer = await ReadBeginAsync(response.Content, cancellationToken).ConfigureAwait(false);

            // Anything except Slack's codes may contain the address, which is a secret.
            string code = answer.Length > 0 && answer.All(c => char.IsAsciiLetterLower(c) || c == '_') ? $" {answer}" : "";
            throw new IOException($"the webhook answered {(int)response.StatusCode}{code}");
        }
    }

    private static async Task<string> ReadBeginAsync(HttpContent answer, CancellationToken cancellationToken)
    {
        byte[] begin = new byte[LongestAnswer];
        Stream body = await answer.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            int count = await body.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(begin, 0, count);
        }
    }
}
