using System.CommandLine;
using System.CommandLine.Invocation;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Commands;

/// <summary>Prints the command's version: the library's action would print that of the entry assembly, which differs in tests.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ProgramVersion.Line);
        return ExitStatus.Success;
    }
}
