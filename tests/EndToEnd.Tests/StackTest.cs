using Ecg.Aws;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Recordings;
using EndToEnd.Tests.Stack;
using NUnit.Framework;

namespace EndToEnd.Tests;

/// <summary>What every test begins with: a stack of its own, and a folder that mirrors its raw bucket.</summary>
public abstract class StackTest
{
    private readonly List<IDisposable> _handlers = [];

    private protected RecordedStack Stack { get; private set; } = null!;

    private protected RawFolder Raw { get; private set; } = null!;

    private protected EventSource Source { get; private set; } = null!;

    [SetUp]
    public async Task PutUpStackAsync()
    {
        Stack = await RecordedStack.UpAsync("dev", LocalAws.Endpoint);
        Raw = new RawFolder(Stack);
        Source = new EventSource(Stack);
    }

    [TearDown]
    public void Clear()
    {
        _handlers.ForEach(handler => handler.Dispose());
        _handlers.Clear();
        Raw?.Dispose();
        Stack?.Dispose();
    }

    /// <summary>Starts the function in this process.</summary>
    /// <param name="endpoint">Where it finds AWS; <see langword="null"/> for the server itself.</param>
    /// <param name="change">What is different from the environment's services.</param>
    private protected LocalHandler StartHandler(Uri? endpoint = null, Func<PipelineServices, PipelineServices>? change = null)
    {
        var handler = new LocalHandler(Stack, endpoint ?? LocalAws.Endpoint, change);
        _handlers.Add(handler);
        return handler;
    }

    /// <summary>Starts the function in a process of its own.</summary>
    private protected HandlerProcess StartProcess(Uri endpoint)
    {
        var handler = new HandlerProcess(Stack, endpoint);
        _handlers.Add(handler);
        return handler;
    }

    /// <summary>Asserts that no message is left anywhere.</summary>
    private protected async Task AssertNoMessageIsLeftAsync()
    {
        Assert.That(await Source.CountAsync(Stack.QueueUrl), Is.Zero, "messages in the queue");
        Assert.That(await Source.CountAsync(Stack.DeadLetterUrl), Is.Zero, "dead letters");
    }
}
