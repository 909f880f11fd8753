using System.Text;

namespace Ecg.Aws.Logs;

/// <summary>
/// Standard output, a whole line at a time. The function's host takes <see cref="Console.Out"/> for plain text and wraps
/// it into JSON of its own, which neither CloudWatch's metrics nor a query of the log would see through.
/// </summary>
internal static class StandardLines
{
    /// <summary>The process's one writer; it can be used by several threads.</summary>
    public static TextWriter Writer { get; } = TextWriter.Synchronized(
        new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 << 10)
        {
            AutoFlush = true,
            NewLine = "\n",
        });
}
