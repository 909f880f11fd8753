using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>Which images a repository lets go of.</summary>
/// <param name="Rules">The rules, by priority.</param>
internal sealed record ImageLifecycle([property: JsonPropertyName("rules")] IReadOnlyList<ImageLifecycleRule> Rules)
{
    /// <summary>Keeps the newest images, whatever their tags.</summary>
    public static ImageLifecycle KeepNewest(int count) => new(
    [
        new ImageLifecycleRule(
            1,
            $"Keep the newest {count} images",
            new ImageSelection("any", "imageCountMoreThan", count),
            new ImageAction("expire")),
    ]);
}
