namespace Infra.Settings;

/// <summary>Whose the resources are, as their tags say.</summary>
/// <param name="Owner">Who answers for them.</param>
/// <param name="Creator">What or who created them.</param>
internal sealed record OwnershipSettings(string Owner, string Creator);
