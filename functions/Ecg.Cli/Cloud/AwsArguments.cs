using System.CommandLine;
using Ecg.Aws.Accounts;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Cloud;

/// <summary>The options for the AWS endpoint, profile and region.</summary>
internal sealed class AwsArguments
{
    /// <summary>How credentials are found, for a command's help.</summary>
    public const string Note =
        """
        Credentials and region come from the usual places: --profile or AWS_PROFILE, AWS_ACCESS_KEY_ID and its companions,
        AWS_REGION, the shared configuration, the role of the container or the machine.
        """;

    private readonly Option<string?> _endpoint = new("--endpoint-url")
    {
        Description = "The address of an AWS-compatible server to use instead of AWS (AWS_ENDPOINT_URL).",
        HelpName = "URL",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "A profile in the shared AWS configuration.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _region = new("--region")
    {
        Description = "The AWS region.",
        HelpName = "REGION",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_endpoint);
        command.Add(_profile);
        command.Add(_region);
    }

    /// <summary>Returns clients for the parsed options.</summary>
    /// <param name="call">The call.</param>
    /// <param name="region">The default region; <see langword="null"/> to look it up.</param>
    /// <exception cref="CommandException">The endpoint is not a valid address.</exception>
    public AwsClients Open(ParseResult call, string? region = null) => new(ArgumentText.Read(() =>
    {
        var found = AwsConnection.FromEnvironment(Environment.GetEnvironmentVariable);
        return found with
        {
            Endpoint = call.GetValue(_endpoint) is { } text ? AwsConnection.ParseEndpoint(text, _endpoint.Name) : found.Endpoint,
            Profile = call.GetValue(_profile),
            Region = call.GetValue(_region) ?? region,
        };
    }));
}
