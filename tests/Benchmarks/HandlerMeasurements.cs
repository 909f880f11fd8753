using System.Diagnostics;
using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Ecg.Aws;
using Ecg.Aws.Accounts;
using Ecg.Lambda;
using EndToEnd.Tests.Servers;
using HandlerHost;

namespace Benchmarks;

/// <summary>
/// The handler as a whole, on recordings of 12 leads and 10 seconds at 500 Hz in batches of ten: throughput, cold start, peak
/// memory. What a process starts with and takes is beyond BenchmarkDotNet; each figure is the median of several runs.
/// </summary>
internal static class HandlerMeasurements
{
    private const int Leads = 12;
    private const int Samples = 5000;
    private const double Rate = 500;
    private const int BatchSize = 10;
    private const int LargeSamples = 5_416_666;
    private const string RawBucket = "benchmark-raw";
    private const string ProcessedBucket = "benchmark-processed";
    private const string LargeKey = "large/holter.mat";
    private const string Python = "/usr/bin/python3";

    private static readonly string[] Keys = [.. Enumerable.Range(0, BatchSize).Select(i => $"benchmark/A{i:0000}.mat")];

    /// <summary>Takes all measurements and writes them to standard output.</summary>
    public static async Task RunAsync()
    {
        byte[] file = SyntheticFile.Level4(SyntheticFile.Frames(Leads, Samples, Rate), Leads);
        await MeasureMemoryStoreAsync(file);
        await MeasurePythonAsync(file);
        if (!MotoServer.IsInstalled)
        {
            Console.WriteLine($"No measurement against a local S3: {MotoServer.Missing}");
            return;
        }

        SetEnvironment();
        using MotoServer server = await MotoServer.StartAsync();
        using var clients = new AwsClients(new AwsConnection { Endpoint = server.Endpoint, Region = "us-east-1" });
        await UploadAsync(clients.S3, file);
        await MeasureLocalS3Async(clients.S3);
        await MeasureProcessesAsync(server.Endpoint);
    }

    private static async Task MeasureMemoryStoreAsync(byte[] file)
    {
        var raw = new HandlerMemoryBucket();
        foreach (string key in Keys)
        {
            raw.Add(key, file);
        }

        var services = new PipelineServices { Raw = _ => raw, Lake = new HandlerMemoryBucket() };
        await ReportThroughputAsync("in-memory store", services, batches: 40);
    }

    private static Task MeasureLocalS3Async(IAmazonS3 s3) =>
        ReportThroughputAsync("local S3 (moto_server)", PipelineServices.On(s3, ProcessedBucket), batches: 8);

    private static async Task ReportThroughputAsync(string name, PipelineServices services, int batches)
    {
        var runtime = new LambdaRuntime(new Function(services));
        string request = HandlerEvent.Of(RawBucket, Keys);
        for (int i = 0; i < 4; i++)
        {
            await HandleAsync(runtime, request);
        }

        // The processor's time is the same on a machine that others use as well.
        TimeSpan processorTime = Environment.CpuUsage.TotalTime;
        var times = new List<double>();
        for (int i = 0; i < batches; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await HandleAsync(runtime, request);
            times.Add(BatchSize / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        TimeSpan each = (Environment.CpuUsage.TotalTime - processorTime) / (batches * BatchSize);
        Report($"throughput, {name}", $"{Median(times):0} records/s, {each.TotalMilliseconds:0.0} ms of a processor for each");
    }

    private static async Task HandleAsync(LambdaRuntime runtime, string request)
    {
        string response = await runtime.InvokeAsync(request);
        if (response != """{"batchItemFailures":[]}""")
        {
            throw new InvalidOperationException($"The handler answered {response}");
        }
    }

    private static async Task MeasurePythonAsync(byte[] file)
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file);
            string script = Path.Combine(AppContext.BaseDirectory, "HandlerPeer.py");
            using Process? process = File.Exists(Python)
                ? Process.Start(new ProcessStartInfo(Python, [script, path, "300"]) { RedirectStandardOutput = true, RedirectStandardError = true })
                : null;
            string output = process is null ? "" : await process.StandardOutput.ReadToEndAsync();
            bool isMeasured = double.TryParse(output, CultureInfo.InvariantCulture, out double rate);
            Report(
                "throughput, Python, one process, only reading and cleaning",
                isMeasured ? $"{rate:0} records/s" : "not measured: needs the Debian packages python3-scipy and python3-pandas");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task UploadAsync(IAmazonS3 s3, byte[] file)
    {
        await s3.PutBucketAsync(RawBucket);
        await s3.PutBucketAsync(ProcessedBucket);
        foreach (string key in Keys)
        {
            await PutAsync(s3, key, file);
        }

        await PutAsync(s3, LargeKey, SyntheticFile.Level4(SyntheticFile.Frames(Leads, LargeSamples, Rate), Leads));
    }

    private static async Task PutAsync(IAmazonS3 s3, string key, byte[] bytes)
    {
        using var content = new MemoryStream(bytes, writable: false);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = RawBucket, Key = key, InputStream = content });
    }

    private static async Task MeasureProcessesAsync(Uri endpoint)
    {
        string one = HandlerEvent.Of(RawBucket, [Keys[0]]);
        IReadOnlyList<HandlerRun> cold = await RunSeveralAsync(() => HandlerRun.OfAsync(endpoint, ProcessedBucket, one), 7);
        Report("cold start, process start to the first converted record", $"{Median([.. cold.Select(run => run.FirstResponse.TotalMilliseconds)]):0} ms");

        string batch = HandlerEvent.Of(RawBucket, Keys);
        IReadOnlyList<HandlerRun> ten = await RunSeveralAsync(() => HandlerRun.OfAsync(endpoint, ProcessedBucket, batch), 3);
        Report("peak memory, a batch of ten", $"{Median([.. ten.Select(Megabytes)]):0} MiB");

        IReadOnlyList<HandlerRun> large = await RunSeveralAsync(() => HandlerRun.OfAsync(endpoint, ProcessedBucket, HandlerEvent.Of(RawBucket, [LargeKey])), 1);
        Report("peak memory, one file of 130 MB", $"{Megabytes(large[0]):0} MiB in {large[0].FirstResponse.TotalSeconds:0.0} s");
    }

    private static async Task<IReadOnlyList<HandlerRun>> RunSeveralAsync(Func<Task<HandlerRun>> run, int times)
    {
        var runs = new List<HandlerRun>();
        for (int i = 0; i < times; i++)
        {
            runs.Add(await run());
        }

        return runs;
    }

    /// <summary>Sets what clients need, and what the processes that are started take over.</summary>
    internal static void SetEnvironment()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "testing");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "testing");
        Environment.SetEnvironmentVariable("AWS_REGION", "us-east-1");
    }

    private static double Megabytes(HandlerRun run) => run.PeakBytes / (double)(1 << 20);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Report(string what, string figure) => Console.WriteLine($"{what,-60}{figure}");
}
