using Infra.Settings;

namespace Infra.Components;

/// <summary>What the converter's image is made of.</summary>
internal sealed record ConverterImageArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>What the image is built for.</summary>
    public required ImagePlatform Platform { get; init; }
}
