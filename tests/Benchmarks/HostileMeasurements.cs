using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Ecg.Aws.Accounts;
using EndToEnd.Tests.Servers;

namespace Benchmarks;

/// <summary>
/// The handler as it is deployed (2 GB of memory, 1 GB of /tmp) on uploads that are small and ask for much: the most memory and
/// disk that its process takes, and how each batch ends.
/// </summary>
internal static class HostileMeasurements
{
    private const string RawBucket = "hostile-raw";
    private const string ProcessedBucket = "hostile-processed";

    /// <summary>Takes all measurements and writes them to standard output.</summary>
    /// <param name="only">A part of the names of the cases to take; <see langword="null"/> for all.</param>
    public static async Task RunAsync(string? only)
    {
        if (!MotoServer.IsInstalled)
        {
            Console.WriteLine(MotoServer.Missing);
            return;
        }

        HandlerMeasurements.SetEnvironment();
        using MotoServer server = await MotoServer.StartAsync();
        using var clients = new AwsClients(new AwsConnection { Endpoint = server.Endpoint, Region = "us-east-1" });
        await clients.S3.PutBucketAsync(RawBucket);
        await clients.S3.PutBucketAsync(ProcessedBucket);
        Console.WriteLine($"{"batch",-82}{"uploaded",12}{"memory",10}{"disk",10}{"time",8}  outcome");
        foreach (HostileBatch batch in HostileBatch.All.Where(batch => only is null || batch.Name.Contains(only, StringComparison.Ordinal)))
        {
            await MeasureAsync(batch, server.Endpoint, clients.S3);
        }
    }

    private static async Task MeasureAsync(HostileBatch batch, Uri endpoint, IAmazonS3 s3)
    {
        long bytes = 0;
        foreach ((string key, byte[] content) in batch.Objects())
        {
            using var stream = new MemoryStream(content, writable: false);
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = RawBucket, Key = key, InputStream = stream });
            bytes += content.Length;
        }

        // What the generation took is not to slow down what is measured.
        GC.Collect();
        LimitedRun run = await LimitedRun.OfAsync(endpoint, ProcessedBucket, HandlerEvent.Of(RawBucket, batch.Keys));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{batch.Name,-82}{bytes / 1e6,9:0.0} MB{run.PeakMemory >> 20,6} MiB{run.PeakDisk >> 20,6} MiB{run.Time.TotalSeconds,6:0} s  {run.Outcome}"));
    }
}
