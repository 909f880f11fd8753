using System.Diagnostics;
using System.Text;
using EndToEnd.Tests.Servers;
using EndToEnd.Tests.Stack;

namespace EndToEnd.Tests.Delivery;

/// <summary>The function in a process of its own, which can be killed. It also ends with this one.</summary>
internal sealed class HandlerProcess : IHandler, IDisposable
{
    private readonly StringBuilder _log = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _process;

    /// <summary>Starts the process.</summary>
    /// <param name="stack">The stack that the function belongs to.</param>
    /// <param name="endpoint">Where it finds AWS.</param>
    public HandlerProcess(RecordedStack stack, Uri endpoint)
    {
        string host = Path.Combine(AppContext.BaseDirectory, "HandlerHost.dll");
        var start = new ProcessStartInfo("dotnet", [host])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string? name, string? value) in stack.Environment.Concat(AwsEnvironment.Variables).Append(new("AWS_ENDPOINT_URL", endpoint.AbsoluteUri)))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _log.AppendLine(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>Ends it as the machine's failure would.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Lets it end by itself.</summary>
    /// <returns>All that it has logged.</returns>
    public async Task<string> StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _log.ToString();
    }

    public async Task<string> InvokeAsync(string request)
    {
        // As in Lambda, a process works on one event at a time.
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(request);
            await _process.StandardInput.FlushAsync();
            return await _process.StandardError.ReadLineAsync() ?? throw new HandlerDiedException();
        }
        catch (IOException)
        {
            throw new HandlerDiedException();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
        _turn.Dispose();
    }
}
