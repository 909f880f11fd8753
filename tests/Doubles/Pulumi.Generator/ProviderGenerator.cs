using Microsoft.CodeAnalysis;

namespace Pulumi.Generator;

/// <summary>Generates the double of a provider's package from the facts that the project names as an additional file.</summary>
[Generator]
public sealed class ProviderGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<GeneratedFile> files = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            .Select((file, cancel) => file.GetText(cancel)?.ToString() ?? "")
            .SelectMany((facts, _) => PackageWriter.Write(facts));
        context.RegisterSourceOutput(files, (output, file) => output.AddSource(file.Name, file.Source));
    }
}
