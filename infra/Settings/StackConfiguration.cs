using Pulumi;

namespace Infra.Settings;

/// <summary>Reads settings from the stack's configuration, with the project's defaults.</summary>
internal sealed class StackConfiguration : ISettingsSource
{
    private readonly Config _config = new();

    /// <inheritdoc />
    public string? Find(string key) => _config.Get(key);

    /// <inheritdoc />
    public Output<string>? FindSecret(string key) => _config.GetSecret(key);
}
