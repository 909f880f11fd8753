using System.Reflection;

namespace Ecg;

/// <summary>The version that the converter writes into every row and file.</summary>
internal static class ConverterVersion
{
    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(ConverterVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
