using Pulumi;

namespace Infra.Settings;

/// <summary>Where the settings of a stack are read from.</summary>
internal interface ISettingsSource
{
    /// <summary>A setting as it was written, or nothing where it is not set.</summary>
    string? Find(string key);

    /// <summary>A setting that must never be seen, or nothing where it is not set.</summary>
    Output<string>? FindSecret(string key);
}
