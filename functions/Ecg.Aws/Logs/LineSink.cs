using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Ecg.Aws.Logs;

/// <summary>Writes each event as one line in a single call, so that lines of several threads do not mix.</summary>
internal sealed class LineSink(TextWriter writer) : ILogEventSink
{
    private readonly CompactJsonFormatter _formatter = new();

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter { NewLine = "\n" };
        _formatter.Format(logEvent, line);
        writer.Write(line.ToString());
    }
}
