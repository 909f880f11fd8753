using System.CommandLine;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Commands;

/// <summary>The option <c>--lake</c>, with <c>ECG_LAKE</c> as its default.</summary>
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

    /// <summary>Returns the lake from the option or the environment.</summary>
    /// <exception cref="CommandException">Neither is set.</exception>
    public string Of(ParseResult call) =>
        (call.GetValue(this) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } lake
            ? lake
            : throw CommandException.UsageError($"no lake given: use --lake LAKE or set {Variable}.");
}
