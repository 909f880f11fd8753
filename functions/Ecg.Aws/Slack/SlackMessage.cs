using System.Buffers;
using System.Text;
using System.Text.Json;
using Ecg.Lake;

namespace Ecg.Aws.Slack;

/// <summary>Formats the message about a batch's rejections, in Slack's Block Kit.</summary>
internal static class SlackMessage
{
    // Slack's limits are 50 blocks per message and 3000 characters per section; a section here has three texts.
    private const int MostRejections = 20;
    private const int LongestText = 950;

    /// <summary>Formats the message.</summary>
    /// <param name="rejections">The recordings, at least one.</param>
    /// <param name="logLink">The address of the log, or <see langword="null"/>.</param>
    /// <param name="withNames">Whether to name the recordings; names may identify patients.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static byte[] Write(IReadOnlyList<ConversionResult> rejections, Uri? logLink, bool withNames)
    {
        string title = rejections.Count == 1 ? "1 ECG recording was rejected" : $"{rejections.Count} ECG recordings were rejected";
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();

            // The text for notifications and screen readers.
            json.WriteString("text", withNames && rejections is [var only] ? $"{title}: {Escape(only.Key)} ({only.Reason})" : title);
            json.WriteStartArray("blocks");
            WriteBlock(json, "header", "plain_text", title);
            IEnumerable<string> sections = withNames ? rejections.Take(MostRejections).Select(Describe) : [CountReasons(rejections)];
            foreach (string section in sections)
            {
                WriteBlock(json, "section", "mrkdwn", section);
            }

            WriteContext(json, withNames ? rejections.Count - MostRejections : 0, logLink);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static string CountReasons(IReadOnlyList<ConversionResult> rejections) => string.Join(
        "\n",
        rejections.GroupBy(rejection => rejection.Reason ?? "").OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} *{Escape(group.Key)}*"));

    private static string Describe(ConversionResult rejection) =>
        $"{Code(rejection.Key)}\n*{Escape(rejection.Reason ?? "")}*: {Escape(rejection.Detail ?? "")}\n{Code(rejection.Source)}";

    private static void WriteBlock(Utf8JsonWriter json, string type, string textType, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WritePropertyName("text");
        WriteText(json, textType, text);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, int leftOut, Uri? logLink)
    {
        var notes = new List<string>();
        if (leftOut > 0)
        {
            notes.Add($"and {leftOut} more; the table `{PipelineContract.RejectedTable}` lists them all");
        }

        if (logLink is not null)
        {
            notes.Add($"<{logLink.AbsoluteUri}|Log>");
        }

        if (notes.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "context");
        json.WriteStartArray("elements");
        foreach (string note in notes)
        {
            WriteText(json, "mrkdwn", note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Code(string text) => $"`{Escape(text).Replace('`', '\'')}`";

    // Slack's three escapes ("Escaping text"), none of them cut in two.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in OneLine.Clean(text))
        {
            if (escaped.Length > LongestText)
            {
                return escaped.Append("...").ToString();
            }

            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
