using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.S3;
using Amazon.SimpleSystemsManagement;
using Amazon.SQS;

namespace Ecg.Aws.Accounts;

/// <summary>The clients of the AWS services in use, each created on first use.</summary>
internal sealed class AwsClients : IDisposable
{
    private const int MaxRetries = 4;
    private const string FallbackRegion = "us-east-1";

    // Longer than the 20 s of a long poll; of an object, only the headers must arrive in this time.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    private readonly AwsConnection _connection;
    private readonly Lazy<AWSCredentials?> _credentials;
    private readonly Lazy<AmazonS3Client> _s3;
    private readonly Lazy<AmazonSQSClient> _sqs;
    private readonly Lazy<AmazonSimpleSystemsManagementClient> _parameters;

    /// <summary>Creates the set; no client is created yet.</summary>
    public AwsClients(AwsConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _credentials = new Lazy<AWSCredentials?>(FindCredentials);
        _s3 = new Lazy<AmazonS3Client>(() =>
        {
            AmazonS3Config config = Configure(new AmazonS3Config());
            config.ForcePathStyle = connection.Endpoint is not null;
            return _credentials.Value is { } credentials ? new AmazonS3Client(credentials, config) : new AmazonS3Client(config);
        });
        _sqs = new Lazy<AmazonSQSClient>(() =>
        {
            AmazonSQSConfig config = Configure(new AmazonSQSConfig());
            return _credentials.Value is { } credentials ? new AmazonSQSClient(credentials, config) : new AmazonSQSClient(config);
        });
        _parameters = new Lazy<AmazonSimpleSystemsManagementClient>(() =>
        {
            AmazonSimpleSystemsManagementConfig config = Configure(new AmazonSimpleSystemsManagementConfig());
            return _credentials.Value is { } credentials
                ? new AmazonSimpleSystemsManagementClient(credentials, config)
                : new AmazonSimpleSystemsManagementClient(config);
        });
    }

    /// <summary>The S3 client.</summary>
    /// <exception cref="IOException">The profile does not exist, or the region is unknown.</exception>
    public IAmazonS3 S3 => Open(_s3);

    /// <summary>The SQS client.</summary>
    /// <exception cref="IOException">The profile does not exist, or the region is unknown.</exception>
    public IAmazonSQS Sqs => Open(_sqs);

    /// <summary>The client of the SSM Parameter Store.</summary>
    /// <exception cref="IOException">The profile does not exist, or the region is unknown.</exception>
    public IAmazonSimpleSystemsManagement Parameters => Open(_parameters);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(_s3);
        Dispose(_sqs);
        Dispose(_parameters);
    }

    private static void Dispose<T>(Lazy<T> client)
        where T : IDisposable
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    private static T Open<T>(Lazy<T> client)
    {
        try
        {
            return client.Value;
        }
        catch (AmazonClientException exception)
        {
            throw AwsError.Of(exception, "AWS cannot be reached", "a region and credentials");
        }
    }

    private T Configure<T>(T config)
        where T : ClientConfig
    {
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = MaxRetries;
        config.Timeout = RequestTimeout;
        string? region = _connection.Region ?? RegionOfProfile();
        if (_connection.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = region ?? FallbackRegionFactory.GetRegionEndpoint()?.SystemName ?? FallbackRegion;
        }
        else if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return config;
    }

    private AWSCredentials? FindCredentials()
    {
        if (_connection.Profile is not { } profile)
        {
            return null;
        }

        return new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out AWSCredentials? credentials)
            ? credentials
            : throw new IOException($"there is no usable AWS profile {OneLine.Quote(profile)}; 'aws configure list-profiles' lists them.");
    }

    private string? RegionOfProfile() =>
        _connection.Profile is { } name && new CredentialProfileStoreChain().TryGetProfile(name, out CredentialProfile? profile)
            ? profile.Region?.SystemName
            : null;
}
