using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ecg.Cli.Terminal;
using Ecg.Lake;
using Ecg.Lake.Schema;

namespace Ecg.Cli.Conversion;

/// <summary>Formats the outcome of a recording.</summary>
internal static class ResultLine
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns one JSON object on one line; fields that do not apply are null, <c>leads</c> is an array.</summary>
    public static string Json(ConversionResult result)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("source", result.Source);
            json.WriteString("status", Status(result));
            json.WriteString("record_id", result.RecordId);
            json.WriteString("dataset", result.Dataset);
            json.WriteString("format", result.Format);
            WriteLeads(json, result.Leads);
            WriteNumber(json, "samples", result.Samples);
            WriteNumber(json, "sampling_rate_hz", result.SamplingRate);
            WriteNumber(json, "heart_rate_bpm", result.HeartRateBpm);
            json.WriteString("reason", Reason(result));
            json.WriteString("detail", Detail(result));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Returns one line for people.</summary>
    public static string Plain(ConversionResult result) => Printable.Of(result.Status == ConversionStatus.Converted
        ? string.Create(CultureInfo.InvariantCulture,
            $"converted  {result.Key}  {result.Format}  {string.Join(',', result.Leads)}  {Counted.Of(result.Samples ?? 0, "sample")}{Rate(result)}{HeartRate(result)}{Issues(result)}")
        : string.Join("  ", new[] { $"{Status(result),-9}", result.Key, Reason(result), Detail(result) }.Where(part => part is not null)));

    private static string Status(ConversionResult result) => result.Status switch
    {
        ConversionStatus.Converted => "converted",
        ConversionStatus.Skipped => "skipped",
        ConversionStatus.Rejected => "rejected",
        ConversionStatus.Waiting => "waiting",
        ConversionStatus.Gone => "gone",
        _ => "failed",
    };

    private static string? Reason(ConversionResult result) =>
        result.Reason ?? (result.Status == ConversionStatus.Gone ? "gone" : null);

    private static string? Detail(ConversionResult result) =>
        result.Detail ?? (result.Status == ConversionStatus.Gone ? $"'{result.Source}' is no longer there." : null);

    private static string Rate(ConversionResult result) => result.SamplingRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"  {rate} Hz")
        : "  rate unknown";

    private static string HeartRate(ConversionResult result) => result.HeartRateBpm is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"  {rate:0} bpm")
        : "";

    private static string Issues(ConversionResult result) =>
        result.Issues.Count == 0 ? "" : $"  ({IssuesColumn.Format(result.Issues)})";

    private static void WriteLeads(Utf8JsonWriter json, IReadOnlyList<string> leads)
    {
        json.WriteStartArray("leads");
        foreach (string lead in leads)
        {
            json.WriteStringValue(lead);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
