using System.Diagnostics;

namespace Benchmarks;

/// <summary>The handler in a fresh process against a local S3.</summary>
internal sealed record HandlerRun(TimeSpan FirstResponse, long PeakBytes)
{
    /// <summary>Starts a process, has it handle one event, and looks how it went.</summary>
    /// <exception cref="InvalidOperationException">The event was not handled.</exception>
    public static async Task<HandlerRun> OfAsync(Uri endpoint, string processedBucket, string request)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HandlerHost.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ECG_PROCESSED_BUCKET"] = processedBucket;
        start.Environment["AWS_ENDPOINT_URL"] = endpoint.AbsoluteUri;

        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
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
