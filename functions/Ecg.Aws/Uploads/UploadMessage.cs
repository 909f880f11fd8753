namespace Ecg.Aws.Uploads;

/// <summary>The contents of a message.</summary>
/// <param name="Objects">The objects that have arrived; none if the message is about something else.</param>
/// <param name="Ignored">Expected events that need no conversion, one line each: tests, deletions.</param>
/// <param name="Unknown">Unexpected contents, one line each.</param>
internal sealed record UploadMessage(
    IReadOnlyList<UploadedObject> Objects,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<string> Unknown)
{
    /// <summary>The bucket to search for missing recordings; <see langword="null"/> for none.</summary>
    public string? Reconcile { get; init; }
}
