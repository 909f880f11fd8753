using Pulumi;

namespace Infra.Settings;

/// <summary>Thrown when a stack's settings are invalid. The message lists all problems.</summary>
internal sealed class SettingsException : RunException
{
    /// <summary>Creates the exception; the message has a line for each problem, and what to do.</summary>
    public SettingsException(string stack, IReadOnlyList<string> problems)
        : base(Describe(stack, problems)) => Problems = problems;

    /// <summary>The problems, each with the setting, its value and the allowed values.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Describe(string stack, IReadOnlyList<string> problems)
    {
        string count = problems.Count == 1 ? "1 setting" : $"{problems.Count} settings";
        IEnumerable<string> lines =
        [
            $"Stack '{stack}' cannot be deployed: {count} must change:",
            .. problems.Select(problem => $"  {problem}"),
            $"Set each with `pulumi config set --stack {stack} KEY VALUE`; Pulumi.yaml describes all settings.",
        ];
        return string.Join('\n', lines);
    }
}
