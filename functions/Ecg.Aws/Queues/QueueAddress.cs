namespace Ecg.Aws.Queues;

/// <summary>The URL of a queue.</summary>
/// <param name="Url">The URL, such as <c>https://sqs.eu-central-1.amazonaws.com/123456789012/uploads</c>.</param>
internal sealed record QueueAddress(Uri Url)
{
    private const int AwsHostParts = 4;

    /// <summary>The queue's name.</summary>
    public string Name => Url.Segments[^1];

    /// <summary>The region in the URL, or <see langword="null"/>.</summary>
    public string? Region => Url.Host.Split('.') is ["sqs", var region, "amazonaws", ..] parts && parts.Length >= AwsHostParts ? region : null;

    /// <summary>Parses a URL.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="name">Its name in the error message.</param>
    /// <exception cref="ArgumentException">It is not a queue's URL.</exception>
    public static QueueAddress Parse(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            && url.Segments is ["/", _, ..] && !url.AbsolutePath.EndsWith('/')
            ? new QueueAddress(url)
            : throw new ArgumentException(
                $"{name} takes a queue's URL such as https://sqs.REGION.amazonaws.com/ACCOUNT/NAME, not {OneLine.Quote(text)}.");

    /// <inheritdoc/>
    public override string ToString() => Url.OriginalString;
}
