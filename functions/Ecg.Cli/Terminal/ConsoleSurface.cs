using System.Text;
using Spectre.Console;

namespace Ecg.Cli.Terminal;

/// <summary>Tells Spectre.Console what it draws on: it would take any writer but <see cref="Console.Out"/> for a file.</summary>
internal sealed class ConsoleSurface(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    private const int FallbackWidth = 80;
    private const int FallbackHeight = 24;

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => isTerminal && Console.WindowWidth is > 20 and var width ? width : FallbackWidth;

    // A terminal that does not tell its size tells 0, and a live display of no height cannot be drawn.
    public int Height => isTerminal && Console.WindowHeight is > 2 and var height ? height : FallbackHeight;

    public void SetEncoding(Encoding encoding)
    {
        // The writer has its encoding.
    }
}
