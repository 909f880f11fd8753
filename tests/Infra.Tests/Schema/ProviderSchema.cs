using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Tests.Schema;

/// <summary>What the stored facts say of a provider's resources.</summary>
internal sealed class ProviderSchema
{
    private readonly ImmutableDictionary<string, SchemaObject> _objects;
    private readonly ImmutableDictionary<string, ImmutableDictionary<string, string?>> _enums;

    private ProviderSchema(JsonElement facts)
    {
        Package = facts.GetProperty("package").GetString()!;
        Version = facts.GetProperty("version").GetString()!;
        Resources = facts.GetProperty("resources").EnumerateArray().ToImmutableSortedDictionary(one => one.GetProperty("token").GetString()!, ReadObject, StringComparer.Ordinal);
        _objects = facts.GetProperty("types").EnumerateArray()
            .Where(one => one.TryGetProperty("inputs", out _))
            .ToImmutableDictionary(one => one.GetProperty("name").GetString()!, ReadObject);
        _enums = facts.GetProperty("enums").EnumerateArray().ToImmutableDictionary(
            one => one.GetProperty("name").GetString()!,
            one => one.GetProperty("values").EnumerateArray().ToImmutableDictionary(value => value.GetProperty("value").GetString()!, Deprecation));
    }

    /// <summary>The provider's name.</summary>
    public string Package { get; }

    /// <summary>The version of its package.</summary>
    public string Version { get; }

    /// <summary>Its resources by their types.</summary>
    public ImmutableSortedDictionary<string, SchemaObject> Resources { get; }

    /// <summary>Reads a file of facts.</summary>
    public static ProviderSchema Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ProviderSchema(document.RootElement);
    }

    /// <summary>Reads the facts that this assembly carries.</summary>
    public static ProviderSchema Load(string package)
    {
        using Stream stream = typeof(ProviderSchema).Assembly.GetManifestResourceStream($"{package}.json")
            ?? throw new InvalidOperationException($"There are no facts of '{package}'.");
        using var document = JsonDocument.Parse(stream);
        return new ProviderSchema(document.RootElement);
    }

    /// <summary>An object by the name that a type calls it.</summary>
    public SchemaObject Object(string name) => _objects[name];

    /// <summary>The values of an enumeration, each with the reason why it should not be used any more, or nothing.</summary>
    public ImmutableDictionary<string, string?> Enum(string name) => _enums[name];

    private static SchemaObject ReadObject(JsonElement element)
        => new(
            element.GetProperty("inputs").EnumerateArray().Select(ReadProperty).ToImmutableSortedDictionary(property => property.Name, property => property, StringComparer.Ordinal),
            Deprecation(element));

    private static SchemaProperty ReadProperty(JsonElement element)
        => new(
            element.GetProperty("name").GetString()!,
            SchemaType.Parse(element.GetProperty("type").GetString()!),
            Is(element, "required"),
            Is(element, "secret"),
            Deprecation(element));

    private static bool Is(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    private static string? Deprecation(JsonElement element) => element.TryGetProperty("deprecated", out JsonElement why) ? why.GetString() : null;
}
