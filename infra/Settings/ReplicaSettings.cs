namespace Infra.Settings;

/// <summary>The bucket in another account that every recording is replicated to.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="AccountId">The account that owns the bucket.</param>
/// <param name="KeyArn">The key that encrypts the copies; <see langword="null"/> for the bucket's default.</param>
internal sealed record ReplicaSettings(string Bucket, string AccountId, string? KeyArn);
