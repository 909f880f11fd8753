using System.Collections.Concurrent;
using Ecg.Aws.Uploads;

namespace Ecg.Tests.Aws;

/// <summary>A queue that remembers what it was told.</summary>
internal sealed class SentMessages : IUploadMessages
{
    public ConcurrentQueue<string> Bodies { get; } = new();

    public ConcurrentDictionary<string, TimeSpan> Hidden { get; } = new();

    /// <summary>Called before messages are taken.</summary>
    public Action OnSend { get; set; } = () => { };

    public Task SendAsync(IReadOnlyList<string> bodies, CancellationToken cancellationToken)
    {
        OnSend();
        foreach (string body in bodies)
        {
            Bodies.Enqueue(body);
        }

        return Task.CompletedTask;
    }

    public Task HideAsync(IReadOnlyList<(string ReceiptHandle, TimeSpan Time)> messages, CancellationToken cancellationToken)
    {
        foreach ((string receipt, TimeSpan time) in messages)
        {
            Hidden[receipt] = time;
        }

        return Task.CompletedTask;
    }
}
