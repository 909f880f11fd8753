using System.CommandLine;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Commands;

/// <summary><c>--lake</c>, for which <c>ECG_LAKE</c> stands in.</summary>
internal sealed class LakeOption : Option<string?>
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "ECG_LAKE";

    public LakeOption(string description)
        : base("--lake", "-l")
    {
        Description = $"{description} [default: {Variable}]";
        HelpName = "LAKE";
    }

    /// <summary>The lake that the caller names, here or in the environment.</summary>
    /// <exception cref="CommandException">Neither names one.</exception>
    public string Of(ParseResult call) =>
        (call.GetValue(this) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } lake
            ? lake
            : throw CommandException.UsageError($"which lake? --lake LAKE is missing, and {Variable} is not set.");
}
