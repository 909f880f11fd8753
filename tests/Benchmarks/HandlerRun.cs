using System.Diagnostics;

namespace Benchmarks;

/// <summary>The handler in a fresh process against a local S3.</summary>
internal sealed record HandlerRun(TimeSpan FirstResponse, long PeakBytes)
{
    /// <summary>How the handler's process is started: a request is a line of its input, the response one of its errors, the log its output.</summary>
    public static ProcessStartInfo StartOf(Uri endpoint, string processedBucket) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "HandlerHost.dll")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["ECG_PROCESSED_BUCKET"] = processedBucket, ["AWS_ENDPOINT_URL"] = endpoint.AbsoluteUri },
    };

    /// <summary>Starts a process, has it handle one event, and looks how it went.</summary>
    /// <exception cref="InvalidOperationException">The event was not handled.</exception>
    public static async Task<HandlerRun> OfAsync(Uri endpoint, string processedBucket, string request)
    {
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(StartOf(endpoint, processedBucket))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await process.StandardInput.WriteLineAsync(request);
        await process.StandardInput.FlushAsync();
        string? response = await process.StandardError.ReadLineAsync();
        TimeSpan elapsed = clock.Elapsed;
        process.Refresh();
        long peak = process.PeakWorkingSet64;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return response == """{"batchItemFailures":[]}"""
            ? new HandlerRun(elapsed, peak)
            : throw new InvalidOperationException($"The handler answered {response}");
    }
}
