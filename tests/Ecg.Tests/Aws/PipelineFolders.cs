using System.Collections.Concurrent;
using Ecg.Aws;
using Ecg.Aws.Batches;
using Ecg.Aws.Logs;
using Ecg.Aws.Metrics;
using Ecg.Aws.Slack;
using Ecg.Lake;
using Ecg.Lake.Reading;
using Ecg.Tests.Lake;
using Serilog.Events;

namespace Ecg.Tests.Aws;

/// <summary>The batch loop on folders in place of buckets.</summary>
internal sealed class PipelineFolders : IDisposable, IRejectionChannel
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecg-batch-").FullName;
    private readonly StringWriter _log = new();

    public PipelineFolders()
    {
        Raw = new FolderBucket(Path.Combine(_root, "raw"), "raw");
        Lake = new FolderBucket(Path.Combine(_root, "lake"), "lake");
        Lake.OnPut = key => Puts.Enqueue(key);
    }

    public FolderBucket Raw { get; }

    public FolderBucket Lake { get; }

    public ManualClock Clock { get; } = new();

    public StringWriter Metrics { get; } = new();

    public ConcurrentQueue<string> Puts { get; } = new();

    public List<IReadOnlyList<ConversionResult>> Told { get; } = [];

    public string Log => _log.ToString();

    /// <summary>The tables with an object of the recording.</summary>
    public IEnumerable<string> TablesWith(string key) =>
        PipelineContract.Tables.Where(table => File.Exists(Path.Combine(_root, "lake", RecordingKey.Parse(key).PathIn(table))));

    public void Upload(string key, byte[] bytes, DateTime? time = null)
    {
        string path = Path.Combine(_root, "raw", key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time ?? DateTime.UtcNow);
    }

    public void Upload(string key, string text) => Upload(key, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A recording that can be converted.</summary>
    public void UploadRecording(string key) => Upload(key, Level4Bytes.Int16("val", 1, 6, 1, 2, 3, 4, 3, 2));

    public BatchConverter Converter(int parallelism = 8) => Converter(services => services with { Parallelism = parallelism });

    public BatchConverter Converter(Func<PipelineServices, PipelineServices> with) => new(with(new PipelineServices
    {
        Raw = _ => Raw,
        Lake = Lake,
        Rejections = this,
        Log = JsonLog.To(TextWriter.Synchronized(_log), LogEventLevel.Debug),
        Metrics = Metrics,
        Clock = Clock,
    }));

    public Task<BatchOutcome> ConvertAsync(params string[] bodies) => ConvertAsync(remaining: null, bodies);

    /// <summary>Converts a batch whose messages are called m0, m1 and so on.</summary>
    public Task<BatchOutcome> ConvertAsync(TimeSpan? remaining, params string[] bodies) => Converter().ConvertAsync(
        [.. bodies.Select((body, place) => new QueueMessage($"m{place}", body))],
        new BatchRun { RequestId = "r-1", FunctionName = "ecg-test", RemainingTime = remaining },
        CancellationToken.None);

    public Task TellAsync(IReadOnlyList<ConversionResult> rejections, Uri? logLink, CancellationToken cancellationToken)
    {
        Told.Add(rejections);
        return Task.CompletedTask;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
