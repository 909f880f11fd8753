using System.Reflection;

namespace Ecg.Cli.Calls;

/// <summary>The version of the command.</summary>
internal static class ProgramVersion
{
    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
