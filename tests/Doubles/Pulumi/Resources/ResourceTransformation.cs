namespace Pulumi;

/// <summary>Changes the arguments and options of resources before they are registered; null leaves them as they are.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);
