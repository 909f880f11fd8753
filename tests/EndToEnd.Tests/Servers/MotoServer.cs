using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Ecg.Tests.Shared;

namespace EndToEnd.Tests.Servers;

/// <summary>
/// A <c>moto_server</c> of one's own on a loopback port that the system chose, so that any number of them run side by side. It ends
/// with whoever started it, however that ends.
/// </summary>
internal sealed partial class MotoServer : IDisposable
{
    public const string Missing = "moto_server is not on the PATH. To install it: pip install 'moto[server]'";

    private const string Command = "moto_server";

    // The shell stands between: its standard input ends when the starter is gone, even if that was killed.
    private const string Script = $"""
        exec 3<&0
        {Command} -H 127.0.0.1 -p 0 3<&- & server=$!
        (read -r _ <&3; kill $server) >/dev/null 2>&1 &
        exec 3<&-
        wait $server
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private readonly Process _process;

    private MotoServer(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    /// <summary>Its address.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether the command is there.</summary>
    public static bool IsInstalled => InstalledCommand.Find(Command) is not null;

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="functions">Where its state machines find Lambda; <see langword="null"/> for a server without state machines.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static async Task<MotoServer> StartAsync(Uri? functions = null)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONPATH"] = Path.Combine(AppContext.BaseDirectory, "Servers", "Moto") },
        };
        if (functions is not null)
        {
            start.Environment["FUNCTIONS_URL"] = functions.AbsoluteUri;
        }

        Process process = Process.Start(start)!;
        try
        {
            Uri endpoint = await ReadEndpointAsync(process);
            await WaitForAnswerAsync(endpoint);
            return new MotoServer(process, endpoint);
        }
        catch
        {
            End(process);
            throw;
        }
    }

    public void Dispose() => End(_process);

    private static async Task<Uri> ReadEndpointAsync(Process process)
    {
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new StringBuilder();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (found.Task.IsCompleted)
            {
                return;
            }

            output.AppendLine(line.Data);
            if (line.Data is null)
            {
                found.TrySetException(new InvalidOperationException($"{Command} does not start:\n{output}"));
            }
            else if (RunningOn().Match(line.Data) is { Success: true } match)
            {
                found.TrySetResult(new Uri(match.Value));
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await found.Task.WaitAsync(StartTimeout);
    }

    private static async Task WaitForAnswerAsync(Uri endpoint)
    {
        using var http = new HttpClient { Timeout = StartTimeout };
        using HttpResponseMessage answer = await http.GetAsync(new Uri(endpoint, "/moto-api/"));
        answer.EnsureSuccessStatusCode();
    }

    private static void End(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex RunningOn();
}
