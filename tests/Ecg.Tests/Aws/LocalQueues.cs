using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS;
using Ecg.Aws.Queues;

namespace Ecg.Tests.Aws;

/// <summary>Queues on a loopback port, in SQS's JSON protocol: what the worker, the backfill and the redrive use of it.</summary>
internal sealed class LocalQueues : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Entry>> _queues = new(StringComparer.Ordinal);
    private readonly LoopbackServer _server;

    public LocalQueues(params string[] names)
    {
        foreach (string name in names)
        {
            _queues[name] = [];
        }

        _server = LoopbackServer.Start(Answer);
        Sqs = new AmazonSQSClient(new BasicAWSCredentials("id", "secret"), new AmazonSQSConfig
        {
            ServiceURL = _server.Address.AbsoluteUri,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        });
    }

    public AmazonSQSClient Sqs { get; }

    /// <summary>The queues that send their dead letters to any other.</summary>
    public List<string> Sources { get; } = [];

    /// <summary>How many of the next entries of batches are refused.</summary>
    public int Refusals { get; set; }

    /// <summary>How many of the next requests are refused, because the credentials have expired.</summary>
    public int Denials { get; set; }

    /// <summary>How often visibility was set to more than nothing.</summary>
    public int Renewals { get; private set; }

    public QueueAddress Address(string name) => QueueAddress.Parse($"{_server.Address}123456789012/{name}", "--queue");

    public void Send(string name, params string[] bodies)
    {
        lock (_lock)
        {
            _queues[name].AddRange(bodies.Select(body => new Entry(body)));
        }
    }

    /// <summary>The bodies of all messages.</summary>
    public string[] Bodies(string name)
    {
        lock (_lock)
        {
            return [.. _queues[name].Select(entry => entry.Body)];
        }
    }

    /// <summary>The bodies of the messages that would be delivered now.</summary>
    public string[] Visible(string name)
    {
        lock (_lock)
        {
            return [.. _queues[name].Where(entry => entry.VisibleAt <= DateTime.UtcNow).Select(entry => entry.Body)];
        }
    }

    /// <summary>What happens when the visibility timeout of all messages is over.</summary>
    public void Reveal(string name)
    {
        lock (_lock)
        {
            _queues[name].ForEach(entry => entry.VisibleAt = DateTime.MinValue);
        }
    }

    public void Dispose()
    {
        Sqs.Dispose();
        _server.Dispose();
    }

    private void Answer(HttpListenerContext context)
    {
        JsonNode request = JsonNode.Parse(context.Request.InputStream)!;
        if ((string?)request["QueueUrl"] is not { } url)
        {
            // Not every server that speaks the protocol moves messages by itself; this one does not.
            LoopbackServer.Reply(context, 400, """{"__type":"com.amazonaws.sqs#InvalidAction","message":"unknown"}""");
            return;
        }

        string name = url.Split('/')[^1];
        lock (_lock)
        {
            if (Denials > 0)
            {
                Denials--;
                LoopbackServer.Reply(context, 403, """{"__type":"com.amazonaws.sqs#ExpiredTokenException","message":"The security token included in the request is expired"}""");
                return;
            }

            if (!_queues.TryGetValue(name, out List<Entry>? queue))
            {
                LoopbackServer.Reply(context, 400, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}""");
                return;
            }

            JsonNode answer = context.Request.Headers["X-Amz-Target"] switch
            {
                "AmazonSQS.ReceiveMessage" => Receive(queue, (int)request["VisibilityTimeout"]!),
                "AmazonSQS.SendMessageBatch" => Each(request, entry => queue.Add(new Entry((string)entry["MessageBody"]!))),
                "AmazonSQS.DeleteMessageBatch" => Each(request, entry => queue.RemoveAll(message => message.Receipt == (string?)entry["ReceiptHandle"])),
                "AmazonSQS.ChangeMessageVisibilityBatch" => Each(request, entry => Hide(queue, entry)),
                "AmazonSQS.GetQueueAttributes" => new JsonObject { ["Attributes"] = new JsonObject { ["QueueArn"] = $"arn:aws:sqs:us-east-1:123456789012:{name}" } },
                "AmazonSQS.ListDeadLetterSourceQueues" => new JsonObject { ["queueUrls"] = new JsonArray([.. Sources.Select(source => JsonValue.Create(Address(source).ToString()))]) },
                var other => throw new InvalidOperationException(other),
            };
            LoopbackServer.Reply(context, 200, answer.ToJsonString());
        }
    }

#pragma warning disable CA5351 // SQS names bodies by their MD5.
    private static string Md5(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));
#pragma warning restore CA5351

    private static JsonObject Receive(List<Entry> queue, int hidden)
    {
        var messages = queue.Where(entry => entry.VisibleAt <= DateTime.UtcNow).Take(10).ToList();
        foreach (Entry? message in messages)
        {
            message.Receipt = Guid.NewGuid().ToString();
            message.VisibleAt = DateTime.UtcNow.AddSeconds(hidden);
        }

        return new JsonObject
        {
            ["Messages"] = new JsonArray([.. messages.Select(message => (JsonNode)new JsonObject
            {
                ["MessageId"] = message.Id,
                ["ReceiptHandle"] = message.Receipt,
                ["Body"] = message.Body,
                ["MD5OfBody"] = Md5(message.Body),
            })]),
        };
    }

    private JsonObject Each(JsonNode request, Action<JsonNode> act)
    {
        (JsonArray? done, JsonArray? failed) = (new JsonArray(), new JsonArray());
        foreach (JsonNode? entry in request["Entries"]!.AsArray())
        {
            if (Refusals > 0)
            {
                Refusals--;
                failed.Add((JsonNode)new JsonObject { ["Id"] = (string)entry!["Id"]!, ["Code"] = "InternalError", ["SenderFault"] = false });
            }
            else
            {
                act(entry!);
                done.Add((JsonNode)new JsonObject { ["Id"] = (string)entry!["Id"]!, ["MessageId"] = Guid.NewGuid().ToString(), ["MD5OfMessageBody"] = Md5((string?)entry["MessageBody"] ?? "") });
            }
        }

        return new JsonObject { ["Successful"] = done, ["Failed"] = failed };
    }

    private void Hide(List<Entry> queue, JsonNode request)
    {
        int seconds = (int)request["VisibilityTimeout"]!;
        Renewals += seconds > 0 ? 1 : 0;
        foreach (Entry? entry in queue.Where(entry => entry.Receipt == (string?)request["ReceiptHandle"]))
        {
            entry.VisibleAt = DateTime.UtcNow.AddSeconds(seconds);
        }
    }

    private sealed class Entry(string body)
    {
        public string Id { get; } = Guid.NewGuid().ToString();

        public string Body => body;

        public string? Receipt { get; set; }

        public DateTime VisibleAt { get; set; } = DateTime.MinValue;
    }
}
