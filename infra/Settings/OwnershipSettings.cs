namespace Infra.Settings;

/// <summary>The tags that identify the owner and the creator.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Creator">The creator.</param>
internal sealed record OwnershipSettings(string Owner, string Creator);
