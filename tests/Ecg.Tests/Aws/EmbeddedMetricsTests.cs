using System.Text.Json;
using Ecg.Aws.Metrics;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class EmbeddedMetricsTests
{
    private static JsonElement Line() => JsonDocument.Parse(EmbeddedMetrics.Line(
        new BatchTally(3, 2, 1, 4, 6, 1000, 500, TimeSpan.FromMilliseconds(12.5), ColdStart: true),
        new BatchRun { RequestId = "r-1", FunctionName = "ecg-dev" },
        DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123))).RootElement;

    [Test]
    public void Declares_metrics_that_the_line_holds()
    {
        JsonElement line = Line();
        JsonElement declared = line.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        var values = declared.GetProperty("Metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("Name").GetString()!, metric => line.GetProperty(metric.GetProperty("Name").GetString()!).GetDouble());

        Assert.That(declared.GetProperty("Namespace").GetString(), Is.EqualTo("EcgPipeline"));
        Assert.That(values, Is.EquivalentTo(new Dictionary<string, double>
        {
            ["Converted"] = 3,
            ["Rejected"] = 2,
            ["Failed"] = 1,
            ["Gone"] = 4,
            ["Missing"] = 6,
            ["BytesIn"] = 1000,
            ["BytesOut"] = 500,
            ["Duration"] = 12.5,
            ["ColdStart"] = 1,
        }));
    }

    [Test]
    public void Names_the_function_as_the_dimension()
    {
        JsonElement line = Line();
        JsonElement dimensions = line.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Dimensions");

        Assert.That(dimensions.GetRawText(), Is.EqualTo("""[["FunctionName"]]"""));
        Assert.That(line.GetProperty("FunctionName").GetString(), Is.EqualTo("ecg-dev"));
        Assert.That(line.GetProperty("_aws").GetProperty("Timestamp").GetInt64(), Is.EqualTo(1_800_000_000_123));
    }

    [Test]
    public void Uses_units_that_CloudWatch_has()
    {
        JsonElement.ArrayEnumerator metrics = Line().GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics").EnumerateArray();

        Assert.That(metrics.Select(metric => metric.GetProperty("Unit").GetString()).Distinct(), Is.SubsetOf(new[] { "Count", "Bytes", "Milliseconds" }));
    }
}
