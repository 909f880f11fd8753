using Serilog;
using Serilog.Events;

namespace Ecg.Aws.Logs;

/// <summary>The log: a compact JSON object a line.</summary>
internal static class JsonLog
{
    /// <summary>A log on standard output.</summary>
    /// <param name="level">The lowest level that is written.</param>
    public static ILogger ToStandardOutput(LogEventLevel level) => To(StandardLines.Writer, level);

    /// <summary>A log on a writer.</summary>
    /// <param name="writer">Takes the lines; it must be one that several threads can use.</param>
    /// <param name="level">The lowest level that is written.</param>
    public static ILogger To(TextWriter writer, LogEventLevel level) => new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .WriteTo.Sink(new LineSink(writer))
        .CreateLogger();
}
