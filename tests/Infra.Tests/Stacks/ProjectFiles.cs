using System.Runtime.CompilerServices;

namespace Infra.Tests.Stacks;

/// <summary>The project's own files: what the engine would read them for.</summary>
internal static class ProjectFiles
{
    /// <summary>The project's name, which its settings are prefixed with.</summary>
    public const string Project = "ecg-pipeline";

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The settings that <c>Pulumi.yaml</c> declares.</summary>
    public static IReadOnlyList<DeclaredSetting> Settings { get; } =
    [
        .. Map(Yaml.Read(InRoot("Pulumi.yaml")), "config").Select(entry =>
        {
            var declaration = (IReadOnlyDictionary<string, object>)entry.Value;
            return new DeclaredSetting(
                entry.Key,
                (string)declaration["type"],
                (string)declaration["default"],
                (string)declaration["description"]);
        }),
    ];

    /// <summary>What a stack's file sets in plain text, by full names such as <c>ecg-pipeline:keepData</c>; what is encrypted there is not among it.</summary>
    public static IReadOnlyDictionary<string, string> StackFile(string stack) =>
        Map(Yaml.Read(InRoot($"Pulumi.{stack}.yaml")), "config")
            .Where(entry => entry.Value is string)
            .ToDictionary(entry => entry.Key, entry => (string)entry.Value, StringComparer.Ordinal);

    /// <summary>What a stack is configured with: its file over the project's defaults, as the engine merges them.</summary>
    public static Dictionary<string, string> Configuration(string stack)
    {
        var configuration = Settings.ToDictionary(setting => $"{Project}:{setting.Key}", setting => setting.Default, StringComparer.Ordinal);
        foreach ((string key, string value) in StackFile(stack))
        {
            configuration[key] = value;
        }

        return configuration;
    }

    /// <summary>A path in the repository.</summary>
    public static string InRoot(params string[] parts) => Path.Combine([Root, .. parts]);

    private static IReadOnlyDictionary<string, object> Map(IReadOnlyDictionary<string, object> map, string key) =>
        (IReadOnlyDictionary<string, object>)map[key];

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        string? folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Pulumi.yaml")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("Pulumi.yaml is in no folder above the tests.");
    }
}
