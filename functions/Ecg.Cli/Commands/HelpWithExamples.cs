using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ecg.Cli.Commands;

/// <summary>The library's help, and below it the command's notes and examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int status = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is EcgCommand command)
        {
            Write(command, parseResult.InvocationConfiguration.Output);
        }

        return status;
    }

    private static void Write(EcgCommand command, TextWriter output)
    {
        foreach (string note in command.Notes)
        {
            output.WriteLine(note);
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
