namespace Infra.Tests.Stacks;

/// <summary>A setting as <c>Pulumi.yaml</c> declares it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">What it is where a stack does not set it.</param>
/// <param name="Description">What it is for.</param>
internal sealed record DeclaredSetting(string Key, string Type, string Default, string Description);
