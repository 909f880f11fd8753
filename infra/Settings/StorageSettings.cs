namespace Infra.Settings;

/// <summary>How long the buckets keep what is in them.</summary>
/// <param name="KeepData">Whether the recordings and the lake outlive the stack.</param>
/// <param name="GlacierAfterDays">The age at which a recording moves to Glacier.</param>
/// <param name="GlacierStorageClass">Which of S3's Glacier classes it moves to.</param>
/// <param name="OldVersionsExpireAfterDays">How long a replaced or deleted version can be brought back.</param>
/// <param name="QueryResultsExpireAfterDays">How long Athena's results are kept.</param>
/// <param name="ObjectLockDays">How long no version of a recording can be deleted after its upload; nothing for no lock.</param>
/// <param name="Replica">Where recordings are copied to; nothing for nowhere.</param>
internal sealed record StorageSettings(
    bool KeepData,
    int GlacierAfterDays,
    string GlacierStorageClass,
    int OldVersionsExpireAfterDays,
    int QueryResultsExpireAfterDays,
    int? ObjectLockDays,
    ReplicaSettings? Replica);
