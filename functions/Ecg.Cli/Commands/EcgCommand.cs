using System.CommandLine;
using System.CommandLine.Parsing;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary>A command whose help ends with notes and examples.</summary>
internal abstract class EcgCommand(string name, string description) : Command(name, description)
{
    /// <summary>The beginning of the error message for a mistyped option.</summary>
    public const string UnknownOption = "unknown option";

    /// <summary>Rejects a mistyped option, which would otherwise be parsed as an argument.</summary>
    protected void RefuseUnknownOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            string text = token.Value;
            if (text.Length > 1 && text[0] == '-' && !text.Any(char.IsWhiteSpace) && !Path.Exists(text))
            {
                IReadOnlyList<string> near = Nearest.To(text, Options.Select(option => option.Name), 1);
                result.AddError($"{UnknownOption} '{text}'.{(near is [var name] ? $" Did you mean '{name}'?" : "")}");
                return;
            }
        }
    }

    /// <summary>Paragraphs that the help shows below the options.</summary>
    public abstract IReadOnlyList<string> Notes { get; }

    /// <summary>Example calls, complete except for file names.</summary>
    public abstract IReadOnlyList<string> Examples { get; }
}
