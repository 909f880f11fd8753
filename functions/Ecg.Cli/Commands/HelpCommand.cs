using System.CommandLine;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg help</c>: shows the same help as <c>--help</c>.</summary>
internal sealed class HelpCommand : Command
{
    private readonly Argument<string?> _command = new("COMMAND")
    {
        Description = "The command; without one, all commands are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public HelpCommand()
        : base("help", "Show help, as --help does.")
    {
        _command.CompletionSources.Add(context => NamesIn(context.ParseResult.RootCommandResult.Command));
        Add(_command);
        SetAction(Run);
    }

    private static IEnumerable<string> NamesIn(Command root) => root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name);

    private int Run(ParseResult call)
    {
        Command root = call.RootCommandResult.Command;
        string? name = call.GetValue(_command);
        if (name is not null && root.Subcommands.All(command => command.Name != name))
        {
            string near = Nearest.To(name, NamesIn(root), 1) is [var one] ? $" Did you mean '{one}'?" : "";
            throw CommandException.UsageError($"there is no command '{name}'.{near}");
        }

        return root.Parse(name is null ? ["--help"] : [name, "--help"]).Invoke(call.InvocationConfiguration);
    }
}
