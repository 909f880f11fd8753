using System.Text;
using Spectre.Console;

namespace Ecg.Cli.Terminal;

/// <summary>Tells Spectre.Console what it draws on: it would take any writer but <see cref="Console.Out"/> for a file.</summary>
internal sealed class ConsoleSurface(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => isTerminal ? Console.WindowWidth : 80;

    public int Height => isTerminal ? Console.WindowHeight : 24;

    public void SetEncoding(Encoding encoding)
    {
        // The writer has its encoding.
    }
}
