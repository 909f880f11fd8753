using Pulumi;

namespace Infra.Settings;

/// <summary>The settings of a stack cannot be used. The message lists everything that is wrong with them.</summary>
internal sealed class SettingsException : RunException
{
    /// <summary>Says what is wrong, a line for each problem, and what to do about it.</summary>
    public SettingsException(string stack, IReadOnlyList<string> problems)
        : base(Describe(stack, problems)) => Problems = problems;

    /// <summary>What is wrong, each naming the setting, its value and what it may be.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Describe(string stack, IReadOnlyList<string> problems)
    {
        string count = problems.Count == 1 ? "1 setting" : $"{problems.Count} settings";
        IEnumerable<string> lines =
        [
            $"Stack '{stack}' cannot be deployed, {count} must change:",
            .. problems.Select(problem => $"  {problem}"),
            $"Set each with `pulumi config set --stack {stack} KEY VALUE`; Pulumi.yaml describes them all.",
        ];
        return string.Join('\n', lines);
    }
}
