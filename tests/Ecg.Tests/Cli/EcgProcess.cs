using System.Diagnostics;
using System.Globalization;

namespace Ecg.Tests.Cli;

/// <summary>The built command in a process of its own.</summary>
internal sealed class EcgProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string Command = Path.Combine(AppContext.BaseDirectory, "ecg.dll");

    private readonly Process _process;
    private readonly Task<string> _results;
    private readonly Task<string> _messages;
    private readonly TaskCompletionSource<string?> _firstLine = new();

    private EcgProcess(Process process)
    {
        _process = process;
        _results = ReadResultsAsync(process.StandardOutput, _firstLine);
        _messages = process.StandardError.ReadToEndAsync();
    }

    public static EcgProcess Start(params string[] args) => Start("dotnet", [Command, .. args]);

    /// <summary>Starts it in a shell, with a redirection such as <c>2>&amp;-</c>.</summary>
    public static EcgProcess StartRedirected(string redirection, params string[] args) =>
        Start("sh", ["-c", $"exec dotnet \"$@\" {redirection}", "sh", Command, .. args]);

    /// <summary>Sends a signal by its name, such as <c>INT</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the first line of the results.</summary>
    public string FirstResultLine() => _firstLine.Task.Wait(Patience) && _firstLine.Task.Result is { } line
        ? line
        : throw new TimeoutException($"ecg prints no result: {_messages.Result}");

    private static EcgProcess Start(string program, IEnumerable<string> args) => new(Process.Start(new ProcessStartInfo(program, args)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    private static async Task<string> ReadResultsAsync(StreamReader results, TaskCompletionSource<string?> firstLine)
    {
        string? line = await results.ReadLineAsync();
        firstLine.SetResult(line);
        return line is null ? "" : $"{line}\n{await results.ReadToEndAsync()}";
    }

    /// <summary>Waits until a condition holds.</summary>
    public static void WaitUntil(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException("What the test waits for has not come.");
            }

            Thread.Sleep(20);
        }
    }

    /// <summary>Waits for the end.</summary>
    public EcgCall End()
    {
        if (!_process.WaitForExit(Patience))
        {
            _process.Kill();
            throw new TimeoutException("ecg does not end.");
        }

        return new EcgCall(_process.ExitCode, _results.Result, _messages.Result);
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose() => _process.Dispose();
}
