using System.Reflection;
using System.Runtime.InteropServices;

namespace Ecg.Cli.Invocation;

/// <summary>The version of the command, its commit and its runtime.</summary>
internal static class ProgramVersion
{
    private const int ShortCommit = 7;

    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The commit's first digits; <see langword="null"/> if it was not built from a clone.</summary>
    public static string? Commit { get; } = typeof(ProgramVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == nameof(Commit))?.Value?[..ShortCommit];

    /// <summary>Returns one line for <c>--version</c> and bug reports: <c>ecg 0.1.0 (1a2b3c4, .NET 10.0.0, linux-x64)</c>.</summary>
    public static string Line => $"ecg {Text} ({(Commit is null ? "" : $"{Commit}, ")}{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})";
}
