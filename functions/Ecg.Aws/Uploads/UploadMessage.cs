namespace Ecg.Aws.Uploads;

/// <summary>What a message says.</summary>
/// <param name="Objects">The objects that have arrived; none where the message speaks of something else.</param>
/// <param name="Ignored">What was expected and is not for the converter, a line each: tests, deletions.</param>
/// <param name="Unknown">What was not expected, a line each.</param>
internal sealed record UploadMessage(
    IReadOnlyList<UploadedObject> Objects,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<string> Unknown)
{
    /// <summary>The bucket in which missing recordings are to be sought; <see langword="null"/> for none.</summary>
    public string? Reconcile { get; init; }
}
