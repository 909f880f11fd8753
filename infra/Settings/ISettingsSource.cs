using Pulumi;

namespace Infra.Settings;

/// <summary>A source of settings.</summary>
internal interface ISettingsSource
{
    /// <summary>Returns a setting as written, or <see langword="null"/> if it is not set.</summary>
    string? Find(string key);

    /// <summary>Returns a secret setting, or <see langword="null"/> if it is not set.</summary>
    Output<string>? FindSecret(string key);
}
