namespace Infra.Settings;

/// <summary>The retention settings of the buckets.</summary>
/// <param name="KeepData">Whether the recordings and the lake outlive the stack.</param>
/// <param name="GlacierAfterDays">The number of days after which a recording moves to Glacier.</param>
/// <param name="GlacierStorageClass">The Glacier storage class.</param>
/// <param name="OldVersionsExpireAfterDays">The number of days for which a replaced or deleted version can be restored.</param>
/// <param name="QueryResultsExpireAfterDays">The number of days for which query results are kept.</param>
/// <param name="ObjectLockDays">The number of days for which no version of a recording can be deleted; <see langword="null"/> for no lock.</param>
/// <param name="Replica">The replica; <see langword="null"/> for none.</param>
internal sealed record StorageSettings(
    bool KeepData,
    int GlacierAfterDays,
    string GlacierStorageClass,
    int OldVersionsExpireAfterDays,
    int QueryResultsExpireAfterDays,
    int? ObjectLockDays,
    ReplicaSettings? Replica);
