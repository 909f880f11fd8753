using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infra;

/// <summary>The one way in which this program writes JSON: policies, configurations, patterns, the dashboard.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        // Read by people and by AWS, never by a browser: quotes and angle brackets stay as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The text of a typed value, or of a document that was put together node by node.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
