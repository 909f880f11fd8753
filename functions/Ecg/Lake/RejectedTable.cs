using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ecg.Lake;

/// <summary>Writes a recording's file of the table <c>rejected</c>: one JSON object on one line.</summary>
internal static class RejectedTable
{
    // For files and tables, not for the inside of an HTML page: names keep their letters.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file.</summary>
    public static void Write(Stream output, RecordSource source, RejectedException rejection)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("record_id", source.Key.RecordId);
            json.WriteString("source_uri", source.Uri);
            json.WriteString("source_etag", source.ETag);
            json.WriteString("reason", rejection.Reason.Code());
            json.WriteString("detail", rejection.Message);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
