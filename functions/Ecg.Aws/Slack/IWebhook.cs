namespace Ecg.Aws.Slack;

/// <summary>Knows where a webhook is.</summary>
internal interface IWebhook
{
    /// <summary>The webhook's address.</summary>
    /// <exception cref="IOException">The address cannot be read now, or is none.</exception>
    Task<Uri> AddressAsync(CancellationToken cancellationToken);

    /// <summary>Forgets the address, which turned out to be no longer right.</summary>
    void Forget();
}
