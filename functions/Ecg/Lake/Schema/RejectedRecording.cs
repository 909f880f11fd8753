namespace Ecg.Lake.Schema;

/// <summary>What a row of <c>rejected</c> tells of.</summary>
/// <param name="Source">Where the recording came from.</param>
/// <param name="Rejection">Why it could not be converted.</param>
internal sealed record RejectedRecording(RecordSource Source, RejectedException Rejection);
