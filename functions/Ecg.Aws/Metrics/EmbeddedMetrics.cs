using System.Text;
using System.Text.Json;

namespace Ecg.Aws.Metrics;

/// <summary>
/// Formats a batch's results as a log line from which CloudWatch extracts metrics ("Embedded metric format
/// specification" in the CloudWatch User Guide).
/// </summary>
internal static class EmbeddedMetrics
{
    /// <summary>Returns the line, without a line break.</summary>
    public static string Line(BatchTally tally, BatchRun run, DateTimeOffset now) => Line(
        run,
        now,
            (PipelineContract.ConvertedMetric, "Count", tally.Converted),
            (PipelineContract.RejectedMetric, "Count", tally.Rejected),
            (PipelineContract.FailedMetric, "Count", tally.Failed),
            (PipelineContract.GoneMetric, "Count", tally.Gone),
            (PipelineContract.MissingMetric, "Count", tally.Missing),
            (PipelineContract.BytesInMetric, "Bytes", tally.BytesIn),
            (PipelineContract.BytesOutMetric, "Bytes", tally.BytesOut),
            ("Duration", "Milliseconds", Math.Round(tally.Duration.TotalMilliseconds, 3)),
            ("ColdStart", "Count", tally.ColdStart ? 1 : 0));

    /// <summary>Returns the line for a single count, without a line break.</summary>
    public static string Line(string name, double count, BatchRun run, DateTimeOffset now) => Line(run, now, (name, "Count", count));

    private static string Line(BatchRun run, DateTimeOffset now, params ReadOnlySpan<(string Name, string Unit, double Value)> metrics)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            WriteDeclaration(json, metrics, now);
            json.WriteString(PipelineContract.MetricsDimension, run.FunctionName);
            json.WriteString("request_id", run.RequestId);
            foreach ((string? name, string _, double value) in metrics)
            {
                json.WriteNumber(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    private static void WriteDeclaration(Utf8JsonWriter json, ReadOnlySpan<(string Name, string Unit, double Value)> metrics, DateTimeOffset now)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", now.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", PipelineContract.MetricsNamespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue(PipelineContract.MetricsDimension);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach ((string? name, string? unit, double _) in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteString("Unit", unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
