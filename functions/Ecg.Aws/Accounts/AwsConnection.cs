namespace Ecg.Aws.Accounts;

/// <summary>The AWS endpoint, profile and region. Values that are not set come from the usual chain.</summary>
internal sealed record AwsConnection
{
    private const string EndpointVariable = "AWS_ENDPOINT_URL";

    /// <summary>The address of another compatible server; <see langword="null"/> for AWS.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The name of a profile in the shared configuration; <see langword="null"/> for the usual chain.</summary>
    public string? Profile { get; init; }

    /// <summary>The region's name; <see langword="null"/> for the profile's or the environment's.</summary>
    public string? Region { get; init; }

    /// <summary>Returns the settings of the environment: <c>AWS_ENDPOINT_URL</c>, and the usual chain for the rest.</summary>
    /// <exception cref="ArgumentException">The variable is not a valid address.</exception>
    public static AwsConnection FromEnvironment(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment(EndpointVariable) is { Length: > 0 } text
            ? new AwsConnection { Endpoint = ParseEndpoint(text, EndpointVariable) }
            : new AwsConnection();
    }

    /// <summary>Parses an endpoint's address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="name">Its name in the error message.</param>
    /// <exception cref="ArgumentException">It is not an http: or https: address.</exception>
    public static Uri ParseEndpoint(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new ArgumentException($"{name} takes an address such as http://localhost:5000, not {OneLine.Quote(text)}.");
}
