namespace Pulumi.Generator;

/// <summary>A file of the package. Two with the same text are equal: nothing is compiled again that has not changed.</summary>
internal sealed record GeneratedFile(string Name, string Source);
