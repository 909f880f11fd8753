using System.Text.Json;

namespace EndToEnd.Tests.Stack;

/// <summary>A resource of a recorded graph.</summary>
/// <param name="Type">Its type's token.</param>
/// <param name="Name">Its logical name.</param>
/// <param name="Inputs">Its inputs, by the names of the provider's schema.</param>
internal sealed record RecordedResource(string Type, string Name, JsonElement Inputs)
{
    /// <summary>A text among the inputs, or <see langword="null"/>.</summary>
    public string? Text(string input) => Inputs.TryGetProperty(input, out JsonElement value) ? Plain(value) : null;

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
