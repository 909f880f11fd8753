using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Tests.Graph;

/// <summary>Registered values as JSON.</summary>
internal static class Json
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Secret = "[secret]";

    /// <summary>What stands in place of a value that only a deployment can tell.</summary>
    public const string Unknown = "[unknown]";

    /// <summary>A map of values, its keys in order.</summary>
    public static JsonObject Of(ImmutableDictionary<string, object?> values) =>
        new(values.Where(entry => entry.Value is not null).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value))));

    private static JsonNode? Of(object? value) => value switch
    {
        null => null,
        Pulumi.Serialization.Secret => JsonValue.Create(Json.Secret),
        Pulumi.Serialization.Unknown => JsonValue.Create(Json.Unknown),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        ImmutableArray<object?> list => new JsonArray([.. list.Select(Of)]),
        ImmutableDictionary<string, object?> map => Of(map),
        _ => throw new NotSupportedException($"A value of type {value.GetType()} is not expected in a graph."),
    };
}
