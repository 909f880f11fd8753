using System.Reflection;
using System.Runtime.InteropServices;

namespace Ecg.Cli.Invocation;

/// <summary>The version of the command, and what it was built from and runs on.</summary>
internal static class ProgramVersion
{
    private const int ShortCommit = 7;

    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The commit's first digits; <see langword="null"/> where it was built outside of a clone.</summary>
    public static string? Commit { get; } = typeof(ProgramVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == nameof(Commit))?.Value?[..ShortCommit];

    /// <summary>All of it in one line, for <c>--version</c> and for bug reports: <c>ecg 0.1.0 (1a2b3c4, .NET 10.0.0, linux-x64)</c>.</summary>
    public static string Line => $"ecg {Text} ({(Commit is null ? "" : $"{Commit}, ")}{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})";
}
