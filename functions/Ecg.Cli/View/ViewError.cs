using Ecg.Cli.Invocation;
using Microsoft.AspNetCore.Http;

namespace Ecg.Cli.View;

/// <summary>What cannot be answered, as an answer: one line for the page to show.</summary>
internal static class ViewError
{
    /// <summary>Goes on, and turns what is thrown into an answer.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any longer.
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
            await context.Response.WriteAsJsonAsync(new { error = line }, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
