using System.Text;
using Spectre.Console;

namespace Ecg.Cli.Terminal;

/// <summary>Where a command writes: results to one writer, all else to the other.</summary>
internal sealed class CommandOutput : IDisposable
{
    private const int PlainWidth = 4096;
    private const int PlainTextWidth = 100;

    /// <summary>Takes the results, and nothing else: standard output.</summary>
    public required TextWriter Results { get; init; }

    /// <summary>Takes progress, notes, summaries and errors: standard error.</summary>
    public required TextWriter Messages { get; init; }

    /// <summary>Whether a person looks at <see cref="Results"/>.</summary>
    public bool ResultsAreTerminal { get; init; }

    /// <summary>Whether a person looks at <see cref="Messages"/>.</summary>
    public bool MessagesAreTerminal { get; init; }

    /// <summary>The most columns of a line of running text: the terminal's, where there is one.</summary>
    public int TextWidth => ResultsAreTerminal || MessagesAreTerminal ? new ConsoleSurface(Results, isTerminal: true).Width : PlainTextWidth;

    /// <summary>The output of this process.</summary>
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

    /// <summary>Writes a result of one line and hands it on at once, for whoever reads along.</summary>
    public void Result(string line)
    {
        Results.WriteLine(line);
        Results.Flush();
    }

    /// <summary>
    /// Writes a line that is no result; on a terminal it breaks between words, unless blanks at its start say that its columns
    /// matter. Where nobody can be told, work goes on all the same.
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
        catch (IOException)
        {
            // The terminal is gone, or the disk of the log is full.
        }
    }

    /// <summary>A console that draws tables and trees among the results.</summary>
    public IAnsiConsole ResultsConsole() => Open(Results, ResultsAreTerminal);

    /// <summary>A console that draws progress among the messages.</summary>
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
            // Flushed and reported before; a full disk fails a second time here.
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
