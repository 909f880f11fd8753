using Ecg.Aws;
using Ecg.Aws.Accounts;
using Ecg.Aws.Logs;
using Ecg.Lambda;
using EndToEnd.Tests.Stack;
using HandlerHost;
using Serilog.Events;

namespace EndToEnd.Tests.Delivery;

/// <summary>The function in this process, with the environment that the stack gives it.</summary>
internal sealed class LocalHandler : IHandler, IDisposable
{
    private readonly StringWriter _log = new();
    private readonly StringWriter _metrics = new();
    private readonly AwsClients _clients;
    private readonly LambdaRuntime _runtime;

    /// <summary>Starts the function.</summary>
    /// <param name="stack">The stack that it belongs to.</param>
    /// <param name="endpoint">Where it finds AWS.</param>
    /// <param name="change">What is different from the environment's services.</param>
    public LocalHandler(RecordedStack stack, Uri endpoint, Func<PipelineServices, PipelineServices>? change = null)
    {
        _clients = LocalAws.Connect(endpoint);
        PipelineServices services = PipelineServices.FromEnvironment(stack.Environment.GetValueOrDefault, _clients) with
        {
            Log = JsonLog.To(TextWriter.Synchronized(_log), LogEventLevel.Debug),
            Metrics = TextWriter.Synchronized(_metrics),
        };
        _runtime = new LambdaRuntime(new Function(change?.Invoke(services) ?? services), stack.Timeout);
    }

    /// <summary>What the function has logged.</summary>
    public string Log => _log.ToString();

    /// <summary>What the function has measured.</summary>
    public string Metrics => _metrics.ToString();

    public Task<string> InvokeAsync(string request) => _runtime.InvokeAsync(request);

    public void Dispose() => _clients.Dispose();
}
