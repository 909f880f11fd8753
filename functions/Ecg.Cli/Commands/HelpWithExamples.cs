using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary>The library's help, followed by the command's notes and examples.</summary>
/// <param name="help">The library's help.</param>
/// <param name="width">The maximum width of a line.</param>
internal sealed class HelpWithExamples(HelpAction help, int width) : SynchronousCommandLineAction
{
    // Keep this at the start of a line, where scripts look for it.
    private const string ExitStatus = "Exit status:";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = width;
        int status = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is EcgCommand command)
        {
            Write(command, parseResult.InvocationConfiguration.Output);
        }

        return status;
    }

    private void Write(EcgCommand command, TextWriter output)
    {
        foreach (string note in command.Notes)
        {
            int exit = Math.Max(0, note.IndexOf(ExitStatus, StringComparison.Ordinal));
            foreach (string line in WordWrap.Lines(note[..exit], width).Concat(WordWrap.Lines(note[exit..], width)))
            {
                output.WriteLine(line);
            }

            output.WriteLine();
        }

        output.WriteLine("Examples:");
        foreach (string example in command.Examples)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
    }
}
