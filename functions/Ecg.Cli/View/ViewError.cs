using Ecg.Cli.Invocation;
using Microsoft.AspNetCore.Http;

namespace Ecg.Cli.View;

/// <summary>Turns errors into responses with one line for the page to show.</summary>
internal static class ViewError
{
    /// <summary>Continues, and turns exceptions into responses.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client no longer waits for the response.
        }
        catch (Exception error) when (!context.Response.HasStarted && error is not BadHttpRequestException)
        {
            (int status, string line) = error switch
            {
                CommandException { Status: ExitStatus.UsageError } => (StatusCodes.Status400BadRequest, error.Message),
                CommandException or IOException or UnauthorizedAccessException => (StatusCodes.Status500InternalServerError, error.Message),
                _ => (StatusCodes.Status500InternalServerError, $"unexpected error: {error.Message}"),
            };
            context.Response.StatusCode = status;
            await Answer.JsonAsync(context, new Problem(line)).ConfigureAwait(false);
        }
    }

    /// <summary>What the page shows of an error.</summary>
    internal sealed record Problem(string Error);
}
