using System.Text;

namespace Ecg.Aws.Logs;

/// <summary>
/// Standard output, a whole line at a time. Lambda treats <see cref="Console.Out"/> as plain text and wraps
/// it into JSON, which neither CloudWatch's metrics nor log queries can parse.
/// </summary>
internal static class StandardLines
{
    /// <summary>The process's only writer; it is thread-safe.</summary>
    public static TextWriter Writer { get; } = TextWriter.Synchronized(
        new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 << 10)
        {
            AutoFlush = true,
            NewLine = "\n",
        });
}
