using System.Text;
using Spectre.Console;

namespace Ecg.Cli.Terminal;

/// <summary>A command's outputs: one writer for results, the other for everything else.</summary>
internal sealed class CommandOutput : IDisposable
{
    private const int PlainWidth = 4096;
    private const int PlainTextWidth = 100;

    /// <summary>Receives only results: standard output.</summary>
    public required TextWriter Results { get; init; }

    /// <summary>Receives progress, notes, summaries and errors: standard error.</summary>
    public required TextWriter Messages { get; init; }

    /// <summary>Whether <see cref="Results"/> is a terminal.</summary>
    public bool ResultsAreTerminal { get; init; }

    /// <summary>Whether <see cref="Messages"/> is a terminal.</summary>
    public bool MessagesAreTerminal { get; init; }

    /// <summary>The maximum width of running text; the terminal's width if there is one.</summary>
    public int TextWidth => ResultsAreTerminal || MessagesAreTerminal ? new ConsoleSurface(Results, isTerminal: true).Width : PlainTextWidth;

    /// <summary>Returns the output of this process.</summary>
    public static CommandOutput OfProcess() => new()
    {
        Results = new StreamWriter(
            StandardOutput.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16)
        {
            AutoFlush = !Console.IsOutputRedirected,
            NewLine = "\n",
        },
        Messages = Console.Error,
        ResultsAreTerminal = !Console.IsOutputRedirected,
        MessagesAreTerminal = !Console.IsErrorRedirected,
    };

    /// <summary>Writes a result of one line and flushes it at once.</summary>
    public void Result(string line)
    {
        Results.WriteLine(line);
        Results.Flush();
    }

    /// <summary>
    /// Writes a message; on a terminal it wraps at words, unless leading spaces show that its columns
    /// matter. If nobody can read it, work continues.
    /// </summary>
    public void Message(string line)
    {
        string clean = Printable.Of(line);
        try
        {
            foreach (string part in MessagesAreTerminal && !clean.StartsWith(' ') && clean.Length > TextWidth ? WordWrap.Lines(clean, TextWidth) : [clean])
            {
                Messages.WriteLine(part);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The terminal is gone, the log's disk is full, or standard error was closed from the start.
        }
    }

    /// <summary>Returns a console that draws tables and trees on the results' writer.</summary>
    public IAnsiConsole ResultsConsole() => Open(Results, ResultsAreTerminal);

    /// <summary>Returns a console that draws progress on the messages' writer.</summary>
    public IAnsiConsole MessagesConsole() => Open(Messages, MessagesAreTerminal);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Results.Dispose();
        }
        catch (IOException)
        {
            // Already flushed and reported; a full disk fails here a second time.
        }
    }

    private static IAnsiConsole Open(TextWriter writer, bool isTerminal)
    {
        var surface = new ConsoleSurface(writer, isTerminal);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = surface,
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = isTerminal ? surface.Width : PlainWidth;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
