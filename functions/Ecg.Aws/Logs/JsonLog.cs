using Serilog;
using Serilog.Events;

namespace Ecg.Aws.Logs;

/// <summary>Creates logs with one compact JSON object per line.</summary>
internal static class JsonLog
{
    /// <summary>Creates a log on standard output.</summary>
    /// <param name="level">The minimum level.</param>
    public static ILogger ToStandardOutput(LogEventLevel level) => To(StandardLines.Writer, level);

    /// <summary>Creates a log on a writer.</summary>
    /// <param name="writer">The writer, which must be thread-safe.</param>
    /// <param name="level">The minimum level.</param>
    public static ILogger To(TextWriter writer, LogEventLevel level) => new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .WriteTo.Sink(new LineSink(writer))
        .CreateLogger();
}
