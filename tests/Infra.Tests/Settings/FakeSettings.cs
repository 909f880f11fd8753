using Infra.Settings;
using Infra.Tests.Stacks;
using Pulumi;

namespace Infra.Tests.Settings;

/// <summary>Settings as a stack has them that sets nothing but who hears its alarms, and what a test changes.</summary>
internal sealed class FakeSettings : ISettingsSource
{
    private readonly Dictionary<string, string> _values = ProjectFiles.Settings.ToDictionary(setting => setting.Key, setting => setting.Default, StringComparer.Ordinal);

    public FakeSettings() => _values["alertEmail"] = "ecg@example.org";

    /// <summary>Which settings were asked for.</summary>
    public HashSet<string> Asked { get; } = [];

    /// <summary>One setting; nothing takes it away.</summary>
    public string? this[string key]
    {
        set
        {
            if (value is null)
            {
                _values.Remove(key);
            }
            else
            {
                _values[key] = value;
            }
        }
    }

    /// <inheritdoc />
    public string? Find(string key)
    {
        Asked.Add(key);
        return _values.GetValueOrDefault(key);
    }

    /// <inheritdoc />
    public Output<string>? FindSecret(string key) => Find(key) is { } value ? Output.CreateSecret(value) : null;
}
