using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using Ecg;
using Ecg.Aws.Accounts;

namespace EndToEnd.Tests.Stack;

/// <summary>The data path of a recorded graph, put up on a local server: buckets, queues, their policies, notification, parameter.</summary>
/// <remarks>The buckets' policies stay away: they refuse every request without TLS, and the server heeds them.</remarks>
internal sealed class RecordedStack : IDisposable
{
    private static readonly Dictionary<string, string> QueueAttributes = new()
    {
        ["messageRetentionSeconds"] = "MessageRetentionPeriod",
        ["receiveWaitTimeSeconds"] = "ReceiveMessageWaitTimeSeconds",
        ["sqsManagedSseEnabled"] = "SqsManagedSseEnabled",
        ["visibilityTimeoutSeconds"] = "VisibilityTimeout",
    };

    private readonly AwsClients _clients;
    private readonly RecordedGraph _graph;
    private readonly Dictionary<string, string> _queueUrls = [];

    private RecordedStack(RecordedGraph graph, AwsClients clients)
    {
        _graph = graph;
        _clients = clients;
    }

    /// <summary>S3, without anything in between.</summary>
    public IAmazonS3 S3 => _clients.S3;

    /// <summary>SQS.</summary>
    public IAmazonSQS Sqs => _clients.Sqs;

    /// <summary>The bucket of the uploads.</summary>
    public string RawBucket => _graph.Only("aws:s3/bucketNotification:BucketNotification", "raw").Text("bucket")!;

    /// <summary>The bucket of the lake.</summary>
    public string ProcessedBucket => Environment["ECG_PROCESSED_BUCKET"];

    /// <summary>The queue that the function is fed from.</summary>
    public string QueueArn => Mapping.Text("eventSourceArn")!;

    /// <summary>That queue's address.</summary>
    public string QueueUrl => _queueUrls[QueueNameOf(QueueArn)];

    /// <summary>What was recorded.</summary>
    public RecordedGraph Graph => _graph;

    /// <summary>Where messages end up that could not be handled.</summary>
    public string DeadLetterUrl { get; private set; } = "";

    /// <summary>After how many receptions they do.</summary>
    public int MaxReceiveCount { get; private set; }

    /// <summary>How many messages the function is handed at once.</summary>
    public int BatchSize => int.Parse(Mapping.Text("batchSize")!);

    /// <summary>How many runs of the function there may be at once.</summary>
    public int Concurrency => Mapping.Inputs.GetProperty("scalingConfig").GetProperty("maximumConcurrency").GetInt32();

    /// <summary>How long a run may take.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(int.Parse(Function.Text("timeout")!));

    /// <summary>The function's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        Function.Inputs.GetProperty("environment").GetProperty("variables").EnumerateObject().ToDictionary(
            variable => variable.Name,
            variable => variable.Name == PipelineContract.QueueVariable ? QueueUrl : variable.Value.GetString()!);

    private RecordedResource Mapping => _graph.Only("aws:lambda/eventSourceMapping:EventSourceMapping");

    private RecordedResource Function => _graph.Only("aws:lambda/function:Function", "convert");

    /// <summary>Puts a stack up.</summary>
    /// <param name="stack">The recorded stack's name.</param>
    /// <param name="endpoint">The server.</param>
    /// <param name="secret">What stands in place of a masked secret.</param>
    public static async Task<RecordedStack> UpAsync(string stack, Uri endpoint, string secret = "")
    {
        var graph = RecordedGraph.Read(stack, Guid.NewGuid().ToString("N")[..12]);
        var recorded = new RecordedStack(graph, LocalAws.Connect(endpoint));
        await recorded.PutUpBucketsAsync();
        await recorded.PutUpQueuesAsync();
        await recorded.PutUpNotificationAsync("raw");
        await recorded.PutUpParametersAsync(secret);
        return recorded;
    }

    /// <summary>The address of a queue.</summary>
    /// <param name="arnOrUrl">Its ARN, or its recorded address.</param>
    public string QueueUrlOf(string arnOrUrl) => _queueUrls[QueueNameOf(arnOrUrl)];

    /// <summary>Puts up what a bucket tells its queues; that of the uploads is up already.</summary>
    public async Task PutUpNotificationAsync(string bucket)
    {
        RecordedResource notification = _graph.Only("aws:s3/bucketNotification:BucketNotification", bucket);
        await S3.PutBucketNotificationAsync(new PutBucketNotificationRequest
        {
            BucketName = notification.Text("bucket"),
            QueueConfigurations = [.. notification.Inputs.GetProperty("queues").EnumerateArray().Select(ConfigurationOf)],
        });
    }

    /// <summary>Uploads an object, as a recorder does.</summary>
    public async Task UploadAsync(string key, byte[] bytes)
    {
        using var content = new MemoryStream(bytes, writable: false);
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = RawBucket, Key = key, InputStream = content });
    }

    public void Dispose() => _clients.Dispose();

    private async Task PutUpBucketsAsync()
    {
        foreach (RecordedResource bucket in _graph.OfType("aws:s3/bucket:Bucket"))
        {
            await S3.PutBucketAsync(_graph.PhysicalName(bucket));
        }

        foreach (RecordedResource versioning in _graph.OfType("aws:s3/bucketVersioning:BucketVersioning"))
        {
            string? status = versioning.Inputs.GetProperty("versioningConfiguration").GetProperty("status").GetString();
            await S3.PutBucketVersioningAsync(new PutBucketVersioningRequest
            {
                BucketName = versioning.Text("bucket"),
                VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.FindValue(status) },
            });
        }
    }

    private async Task PutUpQueuesAsync()
    {
        foreach (RecordedResource queue in _graph.OfType("aws:sqs/queue:Queue"))
        {
            string name = _graph.PhysicalName(queue);
            var attributes = QueueAttributes.Where(pair => queue.Text(pair.Key) is not null).ToDictionary(pair => pair.Value, pair => queue.Text(pair.Key)!);
            CreateQueueResponse created = await Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes });
            _queueUrls.Add(name, created.QueueUrl);
        }

        foreach (RecordedResource queue in _graph.OfType("aws:sqs/queue:Queue"))
        {
            if (queue.Text("redrivePolicy") is { } policy)
            {
                await SetAsync(_graph.PhysicalName(queue), "RedrivePolicy", policy);
                if (_graph.PhysicalName(queue) == QueueNameOf(QueueArn))
                {
                    ReadRedrivePolicy(policy);
                }
            }
        }

        foreach (RecordedResource policy in _graph.OfType("aws:sqs/queuePolicy:QueuePolicy"))
        {
            await SetAsync(QueueNameOf(policy.Text("queueUrl")!), "Policy", policy.Text("policy")!);
        }

        foreach (RecordedResource policy in _graph.OfType("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"))
        {
            await SetAsync(QueueNameOf(policy.Text("queueUrl")!), "RedriveAllowPolicy", policy.Text("redriveAllowPolicy")!);
        }
    }

    private void ReadRedrivePolicy(string policy)
    {
        using var json = JsonDocument.Parse(policy);
        DeadLetterUrl = _queueUrls[QueueNameOf(json.RootElement.GetProperty("deadLetterTargetArn").GetString()!)];
        MaxReceiveCount = json.RootElement.GetProperty("maxReceiveCount").GetInt32();
    }

    private async Task SetAsync(string queue, string attribute, string value) =>
        await Sqs.SetQueueAttributesAsync(_queueUrls[queue], new Dictionary<string, string> { [attribute] = value });

    private static QueueConfiguration ConfigurationOf(JsonElement queue) => new()
    {
        Id = queue.GetProperty("id").GetString(),
        Queue = queue.GetProperty("queueArn").GetString(),
        Events = [.. queue.GetProperty("events").EnumerateArray().Select(name => EventType.FindValue(name.GetString()))],
        Filter = new Filter
        {
            S3KeyFilter = new S3KeyFilter
            {
                FilterRules = [queue.TryGetProperty("filterSuffix", out JsonElement suffix)
                    ? new FilterRule { Name = "suffix", Value = suffix.GetString() }
                    : new FilterRule { Name = "prefix", Value = queue.GetProperty("filterPrefix").GetString() }],
            },
        },
    };

    private async Task PutUpParametersAsync(string secret)
    {
        foreach (RecordedResource parameter in _graph.OfType("aws:ssm/parameter:Parameter"))
        {
            await _clients.Parameters.PutParameterAsync(new PutParameterRequest
            {
                Name = _graph.PhysicalName(parameter),
                Type = ParameterType.FindValue(parameter.Text("type")),
                Value = secret,
            });
        }
    }

    private static string QueueNameOf(string arnOrUrl) => arnOrUrl.Split(':', '/')[^1];
}
