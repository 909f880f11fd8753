namespace EndToEnd.Tests.Delivery;

/// <summary>The function, wherever it runs.</summary>
internal interface IHandler
{
    /// <summary>Runs it once.</summary>
    /// <param name="request">The event as JSON.</param>
    /// <returns>The response as JSON.</returns>
    /// <exception cref="HandlerDiedException">It ended without a response.</exception>
    Task<string> InvokeAsync(string request);
}
