using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infra;

/// <summary>Writes all JSON of this program: policies, configurations, event patterns, the dashboard.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        // Never read by a browser, so quotes and angle brackets are not escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Returns the JSON of a value, or of a document that was built node by node.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
