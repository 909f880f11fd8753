namespace Ecg.Aws;

/// <summary>Builds links to logs in the console.</summary>
internal static class CloudWatchLink
{
    private const string RegionVariable = "AWS_REGION";

    /// <summary>Returns the page with the log lines of one run.</summary>
    /// <param name="logGroup">The log group.</param>
    /// <param name="logStream">The log stream.</param>
    /// <param name="requestId">The run.</param>
    /// <returns>The page's address, or <see langword="null"/> if the log or the region is unknown.</returns>
    public static Uri? To(string? logGroup, string? logStream, string? requestId)
    {
        string? region = Environment.GetEnvironmentVariable(RegionVariable);
        return string.IsNullOrEmpty(logGroup) || string.IsNullOrEmpty(logStream) || string.IsNullOrEmpty(region)
            ? null
            : To(region, logGroup, logStream, requestId ?? "");
    }

    /// <summary>Returns the page with the log lines of one run.</summary>
    internal static Uri To(string region, string logGroup, string logStream, string requestId)
    {
        string log = $"log-groups/log-group/{Escape(logGroup)}/log-events/{Escape(logStream)}";
        string filter = $"$3FfilterPattern$3D{Escape($"\"{requestId}\"")}";
        return new Uri($"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#logsV2:{log}{filter}");
    }

    // The console decodes twice, with `$` instead of the outer `%`.
    private static string Escape(string text) =>
        Uri.EscapeDataString(Uri.EscapeDataString(text)).Replace('%', '$');
}
