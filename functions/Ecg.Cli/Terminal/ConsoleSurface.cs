using System.Text;
using Spectre.Console;

namespace Ecg.Cli.Terminal;

/// <summary>Describes the output to Spectre.Console, which treats any writer except <see cref="Console.Out"/> as a file.</summary>
internal sealed class ConsoleSurface(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    private const int FallbackWidth = 80;
    private const int FallbackHeight = 24;

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => isTerminal && Console.WindowWidth is > 20 and var width ? width : FallbackWidth;

    // A terminal that does not report its size returns 0, and a live display without height cannot be drawn.
    public int Height => isTerminal && Console.WindowHeight is > 2 and var height ? height : FallbackHeight;

    public void SetEncoding(Encoding encoding)
    {
        // The writer's encoding is fixed.
    }
}
