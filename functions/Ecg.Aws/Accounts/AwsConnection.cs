namespace Ecg.Aws.Accounts;

/// <summary>Which AWS is spoken to, and as whom. What is not said is looked up where every AWS tool looks it up.</summary>
internal sealed record AwsConnection
{
    private const string EndpointVariable = "AWS_ENDPOINT_URL";

    /// <summary>The address of another server that speaks the protocol; <see langword="null"/> for AWS's own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The name of a profile of the shared configuration; <see langword="null"/> for the usual chain.</summary>
    public string? Profile { get; init; }

    /// <summary>The region's name; <see langword="null"/> for the profile's or the environment's.</summary>
    public string? Region { get; init; }

    /// <summary>What the environment says: <c>AWS_ENDPOINT_URL</c>, and the usual chain for the rest.</summary>
    /// <exception cref="ArgumentException">The variable holds no address.</exception>
    public static AwsConnection FromEnvironment(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment(EndpointVariable) is { Length: > 0 } text
            ? new AwsConnection { Endpoint = ParseEndpoint(text, EndpointVariable) }
            : new AwsConnection();
    }

    /// <summary>Reads an endpoint's address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="name">What the error calls it.</param>
    /// <exception cref="ArgumentException">It is no http: or https: address.</exception>
    public static Uri ParseEndpoint(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new ArgumentException($"{name} takes an address such as http://localhost:5000, not {OneLine.Quote(text)}.");
}
