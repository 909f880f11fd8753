using System.Text.Json.Serialization;
using Infra.Settings;
using Pulumi;
using Awsx = Pulumi.Awsx;
using Ecr = Pulumi.Aws.Ecr;

namespace Infra.Components;

/// <summary>Declares the registry and the function's image: a given one, or one that is built from this clone.</summary>
internal sealed class ConverterImage : ComponentResource
{
    private const int ImagesKept = 10;

    // Paths are relative to `infra`, the folder that the engine runs this program in.
    private const string RepositoryRoot = "..";
    private const string Dockerfile = "../functions/Ecg.Lambda/Dockerfile";

    /// <summary>Declares the registry and the image.</summary>
    public ConverterImage(string name, ConverterImageArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:ConverterImage", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string converter = args.Scope.Name("converter");

        var repository = new Ecr.Repository(
            converter,
            new Ecr.RepositoryArgs
            {
                EncryptionConfigurations = args.Scope.Safeguards is { } safeguards
                    ? new Ecr.Inputs.RepositoryEncryptionConfigurationArgs { EncryptionType = "KMS", KmsKey = safeguards.KeyArn }
                    : new Ecr.Inputs.RepositoryEncryptionConfigurationArgs { EncryptionType = "AES256" },
                ImageScanningConfiguration = new Ecr.Inputs.RepositoryImageScanningConfigurationArgs { ScanOnPush = true },

                // An image can be rebuilt from its commit.
                ForceDelete = true,
                Tags = args.Scope.Tags,
            },
            child);

        _ = new Ecr.LifecyclePolicy(
            converter,
            new Ecr.LifecyclePolicyArgs
            {
                Repository = repository.Name,
                Policy = JsonText.Of(ImageLifecycle.KeepNewest(ImagesKept)),
            },
            child);

        RepositoryUrl = repository.RepositoryUrl;
        Uri = args.Uri is { } given ? Output.Create(given) : Build(converter, args.Platform, repository);
        RegisterOutputs();
    }

    /// <summary>The image, by its digest.</summary>
    public Output<string> Uri { get; }

    /// <summary>The registry of the image.</summary>
    public Output<string> RepositoryUrl { get; }

    private Output<string> Build(string name, ImagePlatform platform, Ecr.Repository repository) => new Awsx.Ecr.Image(
        name,
        new Awsx.Ecr.ImageArgs
        {
            RepositoryUrl = repository.RepositoryUrl,
            Context = RepositoryRoot,
            Dockerfile = Dockerfile,
            Platform = platform.Name,
        },
        new ComponentResourceOptions { Parent = this }).ImageUri;
}

/// <summary>The arguments of the converter's image component.</summary>
internal sealed record ConverterImageArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The platform that the image is built for.</summary>
    public required ImagePlatform Platform { get; init; }

    /// <summary>The digest of an existing image; <see langword="null"/> to build one.</summary>
    public string? Uri { get; init; }
}

/// <summary>A repository's lifecycle policy.</summary>
/// <param name="Rules">The rules, by priority.</param>
internal sealed record ImageLifecycle([property: JsonPropertyName("rules")] IReadOnlyList<ImageLifecycleRule> Rules)
{
    /// <summary>Returns the policy that keeps the newest images, whatever their tags.</summary>
    public static ImageLifecycle KeepNewest(int count) => new(
    [
        new ImageLifecycleRule(
            1,
            $"Keep the newest {count} images",
            new ImageSelection("any", "imageCountMoreThan", count),
            new ImageAction("expire")),
    ]);
}

/// <summary>A rule of a lifecycle policy.</summary>
/// <param name="Priority">Its place among the rules.</param>
/// <param name="Description">The rule's purpose.</param>
/// <param name="Selection">The images that the rule applies to.</param>
/// <param name="Action">The rule's action.</param>
internal sealed record ImageLifecycleRule(
    [property: JsonPropertyName("rulePriority")] int Priority,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("selection")] ImageSelection Selection,
    [property: JsonPropertyName("action")] ImageAction Action);

/// <summary>The selection of a rule's images.</summary>
/// <param name="TagStatus">Whether they have tags.</param>
/// <param name="CountType">What is counted.</param>
/// <param name="CountNumber">The count from which images expire.</param>
internal sealed record ImageSelection(
    [property: JsonPropertyName("tagStatus")] string TagStatus,
    [property: JsonPropertyName("countType")] string CountType,
    [property: JsonPropertyName("countNumber")] int CountNumber);

/// <summary>The action of a rule.</summary>
/// <param name="Type">The action's type.</param>
internal sealed record ImageAction([property: JsonPropertyName("type")] string Type);
