namespace Infra.Settings;

/// <summary>What the function's image is built for, in the words of the container engine and in Lambda's.</summary>
/// <param name="Name">The platform of the image.</param>
/// <param name="Architecture">The function's architecture.</param>
internal sealed record ImagePlatform(string Name, string Architecture)
{
    /// <summary>The platforms that Lambda runs.</summary>
    public static IReadOnlyList<ImagePlatform> All { get; } = [new("linux/amd64", "x86_64"), new("linux/arm64", "arm64")];
}
