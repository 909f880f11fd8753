using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Ecg.Cli.Commands;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;

namespace Ecg.Cli;

/// <summary>The <c>ecg</c> command with its subcommands.</summary>
internal static class CommandLine
{
    private const string DebugVariable = "ECG_DEBUG";
    private const string Argument = "argument";

    /// <summary>Runs a command.</summary>
    /// <param name="args">The arguments, without the command's own name.</param>
    /// <param name="output">The destination of results and messages.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <returns>One of <see cref="ExitStatus"/>. Every error is reported as a line of <paramref name="output"/>.</returns>
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> args, CommandOutput output, CancellationToken cancellationToken)
    {
        RootCommand root = Root(output);

        // No response files: an `@` at the start of a path or of SQL is literal.
        ParseResult call = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            int status = call.Action is ParseErrorAction
                ? Refuse(call, args, output)
                : await call.InvokeAsync(Configuration(output), cancellationToken).ConfigureAwait(false);
            output.Results.Flush();
            return status;
        }
        catch (Exception error)
        {
            return Report(error, call.CommandResult.Command, output);
        }
    }

    private static InvocationConfiguration Configuration(CommandOutput output) => new()
    {
        Output = output.Results,
        Error = output.Messages,
        EnableDefaultExceptionHandler = false,

        // Signals cancel the caller's token; a command then ends in its own time.
        ProcessTerminationTimeout = null,
    };

    private static RootCommand Root(CommandOutput output)
    {
        var root = new RootCommand(
            "Converts ECG recordings (MATLAB .mat files and WFDB records) to Parquet and queries them with SQL. Try it: ecg demo")
        {
            new DemoCommand(output),
            new ConvertCommand(output),
            new InspectCommand(output),
            new QueryCommand(output),
            new PlotCommand(output),
            new ReportCommand(output),
            new ViewCommand(output),
            new ExportCommand(output),
            new WatchCommand(output),
            new WorkerCommand(output),
            new BackfillCommand(output),
            new ReconcileCommand(output),
            new RedriveCommand(output),
            new ForgetCommand(output),
            new CompletionCommand(output),
            new HelpCommand(),
        };
        root.HelpName = "ecg";
        foreach (Option option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption { Action: HelpAction help } => new HelpWithExamples(help, output.TextWidth),
                VersionOption => new VersionAction(),
                _ => option.Action,
            };

            // A path may begin with a slash.
            _ = option.Aliases.Remove("/h") && option.Aliases.Remove("/?");
        }

        return root;
    }

    private static int Refuse(ParseResult call, IReadOnlyList<string> args, CommandOutput output)
    {
        if (args.Count == 0)
        {
            Root(output).Parse(["--help"]).Invoke(new InvocationConfiguration { Output = output.Messages });
            return ExitStatus.UsageError;
        }

        string? unknown = call.UnmatchedTokens is [var first, ..] ? first : null;
        output.Message(unknown is null
            ? $"{PathOf(call.CommandResult.Command)}: {InOneLine(ErrorOf(call))} {HelpHint(call.CommandResult.Command)}"
            : $"{PathOf(call.CommandResult.Command)}: unknown {KindOf(call, unknown)} '{unknown}'.{Suggestion(call, unknown)}{QuotesHint(call, unknown)} {HelpHint(call.CommandResult.Command)}");
        return ExitStatus.UsageError;
    }

    // If a required option is mistyped, the mistake is reported instead of its consequence.
    private static string ErrorOf(ParseResult call) => call.Errors
        .Select(error => error.Message)
        .OrderBy(message => !message.StartsWith(EcgCommand.UnknownOption, StringComparison.Ordinal))
        .First();

    // Without quotes, the shell splits SQL and names with spaces.
    private static string QuotesHint(ParseResult call, string unknown) =>
        KindOf(call, unknown) == Argument && call.CommandResult.Command.Arguments.Count > 0 ? " Quote arguments that contain spaces." : "";

    private static string KindOf(ParseResult call, string unknown) =>
        unknown.StartsWith('-') ? "option" : call.CommandResult.Command is RootCommand ? "command" : Argument;

    private static string Suggestion(ParseResult call, string unknown)
    {
        IEnumerable<string> names = call.CommandResult.Command.Children
            .Where(symbol => symbol is Command or Option && !symbol.Hidden)
            .Select(symbol => symbol.Name);
        return Nearest.To(unknown, names, 1) is [var near] ? $" Did you mean '{near}'?" : "";
    }

    // The parser puts each of the possible values on a separate line.
    private static string InOneLine(string message) =>
        message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var first, _, ..] lines
            ? $"{first} {string.Join(", ", lines.Skip(1))}."
            : message;

    private static string HelpHint(Command command) => $"'{PathOf(command)} --help' shows the usage.";

    private static string PathOf(Command command) => command is RootCommand ? "ecg" : $"ecg {command.Name}";

    private static int Report(Exception error, Command command, CommandOutput output)
    {
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
        {
            output.Messages.WriteLine(error);
        }

        if (StandardOutput.IsAbandoned(error))
        {
            return ExitStatus.BrokenPipe;
        }

        (int status, string? line) = error switch
        {
            CommandException expected => (expected.Status, expected.Message),
            OperationCanceledException => (ExitStatus.Interrupted, "stopped."),
            IOException or UnauthorizedAccessException => (ExitStatus.Failed, error.Message),
            _ => (ExitStatus.Failed, $"unexpected error: {error.Message} (set {DebugVariable}=1 to see where)"),
        };
        output.Message($"{PathOf(command)}: {line}");
        foreach (string place in (error as CommandException)?.Excerpt ?? [])
        {
            output.Message($"  {place}");
        }

        return status;
    }
}
