using Pulumi;
using Awsx = Pulumi.Awsx;
using Ecr = Pulumi.Aws.Ecr;

namespace Infra.Components;

/// <summary>Gives the function its code: the image that is built from this repository, and the registry that holds it.</summary>
internal sealed class ConverterImage : ComponentResource
{
    private const int ImagesKept = 10;

    // Paths are relative to the folder that the engine starts this program in, `infra`.
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
                EncryptionConfigurations = new Ecr.Inputs.RepositoryEncryptionConfigurationArgs { EncryptionType = "AES256" },
                ImageScanningConfiguration = new Ecr.Inputs.RepositoryImageScanningConfigurationArgs { ScanOnPush = true },

                // An image can be built again from its commit.
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

        var image = new Awsx.Ecr.Image(
            converter,
            new Awsx.Ecr.ImageArgs
            {
                RepositoryUrl = repository.RepositoryUrl,
                Context = RepositoryRoot,
                Dockerfile = Dockerfile,
                Platform = args.Platform.Name,
            },
            new ComponentResourceOptions { Parent = this });

        Uri = image.ImageUri;
        RegisterOutputs();
    }

    /// <summary>The image, by its digest.</summary>
    public Output<string> Uri { get; }
}
