using EndToEnd.Tests.Faults;

namespace EndToEnd.Tests.Delivery;

/// <summary>A function that may die on the way: then there is no response, whatever it would have said.</summary>
internal sealed class MortalHandler(IHandler handler, Lifeline life) : IHandler
{
    public async Task<string> InvokeAsync(string request)
    {
        string response = await handler.InvokeAsync(request);
        return life.IsCut ? throw new HandlerDiedException() : response;
    }
}
