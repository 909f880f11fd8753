namespace Infra.Settings;

/// <summary>The bucket in another account that every recording is copied to.</summary>
/// <param name="Bucket">Its name.</param>
/// <param name="AccountId">The account that it belongs to.</param>
/// <param name="KeyArn">The key that the copies are encrypted with; nothing for the bucket's own default.</param>
internal sealed record ReplicaSettings(string Bucket, string AccountId, string? KeyArn);
