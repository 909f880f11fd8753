namespace Ecg.Aws;

/// <summary>Where the console shows a log.</summary>
internal static class CloudWatchLink
{
    private const string RegionVariable = "AWS_REGION";

    /// <summary>The page that shows the lines of one run.</summary>
    /// <param name="logGroup">The log group.</param>
    /// <param name="logStream">The log stream.</param>
    /// <param name="requestId">The run.</param>
    /// <returns>The page's address, or <see langword="null"/> where log or region are not known.</returns>
    public static Uri? To(string? logGroup, string? logStream, string? requestId)
    {
        string? region = Environment.GetEnvironmentVariable(RegionVariable);
        return string.IsNullOrEmpty(logGroup) || string.IsNullOrEmpty(logStream) || string.IsNullOrEmpty(region)
            ? null
            : To(region, logGroup, logStream, requestId ?? "");
    }

    /// <summary>The page that shows the lines of one run.</summary>
    internal static Uri To(string region, string logGroup, string logStream, string requestId)
    {
        string log = $"log-groups/log-group/{Escape(logGroup)}/log-events/{Escape(logStream)}";
        string filter = $"$3FfilterPattern$3D{Escape($"\"{requestId}\"")}";
        return new Uri($"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#logsV2:{log}{filter}");
    }

    // The console decodes twice, and writes the outer `%` as `$`.
    private static string Escape(string text) =>
        Uri.EscapeDataString(Uri.EscapeDataString(text)).Replace('%', '$');
}
