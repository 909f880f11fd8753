using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's settings under a prefix. A mistyped or missing one ends the deployment with a message.</summary>
public sealed class Config
{
    private readonly string _name;

    /// <summary>The settings under a prefix; under the project's name where none is given.</summary>
    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(":config", StringComparison.Ordinal) ? name[..^":config".Length] : name;
    }

    /// <summary>The setting, or null.</summary>
    public string? Get(string key) => Deployment.Instance.Deployment.GetConfig(FullKey(key));

    /// <summary>The setting as a secret, or null.</summary>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The setting, <c>true</c> or <c>false</c>, or null.</summary>
    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw new ConfigTypeException(FullKey(key), other, nameof(Boolean)),
    };

    /// <summary>The setting, <c>true</c> or <c>false</c>, as a secret, or null.</summary>
    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The setting as an integer, or null.</summary>
    public int? GetInt32(string key) => Get(key) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) => value,
        var other => throw new ConfigTypeException(FullKey(key), other, nameof(Int32)),
    };

    /// <summary>The setting as a secret integer, or null.</summary>
    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The setting as a number, or null.</summary>
    public double? GetDouble(string key) => Get(key) switch
    {
        null => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => value,
        var other => throw new ConfigTypeException(FullKey(key), other, nameof(Double)),
    };

    /// <summary>The setting as a secret number, or null.</summary>
    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The setting, read as JSON, or the type's default value.</summary>
    [return: MaybeNull]
    public T GetObject<T>(string key) => Parse<T>(key, Get(key), null);

    /// <summary>The setting, read as JSON, or the type's default value.</summary>
    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, Get(key), options);

    /// <summary>The setting, read as JSON, as a secret, or null.</summary>
    public Output<T>? GetSecretObject<T>(string key) => Get(key) is { } value ? Output.CreateSecret(Parse<T>(key, value, null)!) : null;

    /// <summary>The setting.</summary>
    public string Require(string key) => Get(key) ?? throw new ConfigMissingException(FullKey(key));

    /// <summary>The setting as a secret.</summary>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <summary>The setting, <c>true</c> or <c>false</c>.</summary>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw new ConfigMissingException(FullKey(key));

    /// <summary>The setting, <c>true</c> or <c>false</c>, as a secret.</summary>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <summary>The setting as an integer.</summary>
    public int RequireInt32(string key) => GetInt32(key) ?? throw new ConfigMissingException(FullKey(key));

    /// <summary>The setting as a secret integer.</summary>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <summary>The setting as a number.</summary>
    public double RequireDouble(string key) => GetDouble(key) ?? throw new ConfigMissingException(FullKey(key));

    /// <summary>The setting as a secret number.</summary>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <summary>The setting, read as JSON.</summary>
    public T RequireObject<T>(string key) => Parse<T>(key, Require(key), null)!;

    /// <summary>The setting, read as JSON.</summary>
    public T RequireObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, Require(key), options)!;

    /// <summary>The setting, read as JSON, as a secret.</summary>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    private string FullKey(string key) => $"{_name}:{key}";

    private T? Parse<T>(string key, string? value, JsonSerializerOptions? options)
    {
        try
        {
            return value is null ? default : JsonSerializer.Deserialize<T>(value, options);
        }
        catch (JsonException e)
        {
            throw new ConfigTypeException(FullKey(key), value, typeof(T).FullName!, e);
        }
    }

    private sealed class ConfigTypeException(string key, string? value, string type, Exception? innerException = null)
        : RunException($"Configuration '{key}' value '{value}' is not a valid {type}", innerException);

    private sealed class ConfigMissingException(string key)
        : RunException($"Missing Required configuration variable '{key}'\n\tplease set a value using the command `pulumi config set {key} <value>`");
}
