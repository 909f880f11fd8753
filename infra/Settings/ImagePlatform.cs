namespace Infra.Settings;

/// <summary>A platform of the function's image, in the terms of the container engine and of Lambda.</summary>
/// <param name="Name">The image's platform.</param>
/// <param name="Architecture">The function's architecture.</param>
internal sealed record ImagePlatform(string Name, string Architecture)
{
    /// <summary>The platforms that Lambda supports.</summary>
    public static IReadOnlyList<ImagePlatform> All { get; } = [new("linux/amd64", "x86_64"), new("linux/arm64", "arm64")];
}
