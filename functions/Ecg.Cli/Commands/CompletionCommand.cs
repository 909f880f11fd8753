using System.CommandLine;
using System.Reflection;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg completion</c>: prints a shell's completion script.</summary>
internal sealed class CompletionCommand : EcgCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    private readonly Argument<string> _shell = new("SHELL")
    {
        Description = $"The shell: {string.Join(", ", Shells)}.",
    };

    public CompletionCommand(CommandOutput output)
        : base("completion", "Print a shell completion script.")
    {
        _shell.AcceptOnlyFromAmong(Shells);
        Add(_shell);
        SetAction(call =>
        {
            output.Results.Write(Script(call.GetRequiredValue(_shell)));
            return ExitStatus.Success;
        });
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        "The first lines of each script say how to install it. Exit status: 0 printed; 64 usage error.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "eval \"$(ecg completion bash)\"",
        "source <(ecg completion zsh)",
        "ecg completion fish > ~/.config/fish/completions/ecg.fish",
        "ecg completion pwsh | Out-String | Invoke-Expression",
    ];

    private static string Script(string shell)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ecg.{shell}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
