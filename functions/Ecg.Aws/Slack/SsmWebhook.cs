using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Ecg.Aws.Accounts;

namespace Ecg.Aws.Slack;

/// <summary>A webhook whose address is a SecureString in the parameter store, read once per process.</summary>
internal sealed class SsmWebhook(Func<IAmazonSimpleSystemsManagement> parameters, string name) : IWebhook
{
    private volatile Uri? _address;

    /// <inheritdoc/>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken) =>
        _address ??= await ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Forget() => _address = null;

    private async Task<Uri> ReadAsync(CancellationToken cancellationToken)
    {
        var request = new GetParameterRequest { Name = name, WithDecryption = true };
        string value;
        try
        {
            GetParameterResponse response = await parameters().GetParameterAsync(request, cancellationToken).ConfigureAwait(false);
            value = response.Parameter.Value;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw AwsError.Of(exception, $"the parameter {name} cannot be read", "ssm:GetParameter");
        }

        // The value is a secret and must not enter the message.
        return Uri.TryCreate(value.Trim(), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new IOException($"the parameter {name} does not hold a webhook URL");
    }
}
