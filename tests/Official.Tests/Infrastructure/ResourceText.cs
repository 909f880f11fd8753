using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pulumi.Testing;

namespace Official.Tests.Infrastructure;

/// <summary>A resource as one line, by which the reviewed and the declared one are compared: keys in order, numbers alike.</summary>
internal static class ResourceText
{
    /// <summary>What a snapshot has in place of a secret.</summary>
    private const string Masked = "[secret]";

    /// <summary>A resource of a snapshot.</summary>
    public static string Of(JsonObject reviewed) =>
        $"{reviewed["type"]} {reviewed["name"]} {Text(reviewed["inputs"])}";

    /// <summary>A resource that was declared.</summary>
    /// <param name="declared">The resource. Real mocks are shown secrets in plain text.</param>
    /// <param name="reviewed">The reviewed one, which knows what is secret; nothing where there is none.</param>
    public static string Of(MockResourceArgs declared, JsonObject? reviewed) =>
        $"{declared.Type} {declared.Name} {Text(Mask(Node(declared.Inputs), reviewed?["inputs"]))}";

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        double or float or int or long => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        IEnumerable<KeyValuePair<string, object>> map =>
            new JsonObject(map.Where(entry => entry.Value is not null).Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ => throw new NotSupportedException($"A value of type {value.GetType()} is not expected among a resource's inputs."),
    };

    private static JsonNode? Mask(JsonNode? declared, JsonNode? reviewed) => (declared, reviewed) switch
    {
        (not null, JsonValue value) when value.ToString() == Masked => JsonValue.Create(Masked),
        (JsonObject one, JsonObject other) =>
            new JsonObject(one.Select(entry => KeyValuePair.Create(entry.Key, Mask(entry.Value, other[entry.Key])))),
        (JsonArray one, JsonArray other) when one.Count == other.Count =>
            new JsonArray([.. one.Zip(other, Mask)]),
        _ => declared?.DeepClone(),
    };

    private static string Text(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject map:
                text.Append('{');
                foreach ((string key, JsonNode? value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    text.Append(key).Append('=');
                    Write(value, text);
                    text.Append(';');
                }

                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                foreach (JsonNode? item in list)
                {
                    Write(item, text);
                    text.Append(';');
                }

                text.Append(']');
                break;
            case JsonValue value when value.TryGetValue(out double number):
                text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
