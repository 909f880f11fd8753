namespace Ecg.Aws.Slack;

/// <summary>Provides the address of a webhook.</summary>
internal interface IWebhook
{
    /// <summary>Returns the webhook's address.</summary>
    /// <exception cref="IOException">The address cannot be read now, or is invalid.</exception>
    Task<Uri> AddressAsync(CancellationToken cancellationToken);

    /// <summary>Drops the cached address, which is no longer valid.</summary>
    void Forget();
}
