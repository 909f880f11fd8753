namespace Ecg.Lake.Schema;

/// <summary>A row of <c>rejected</c>.</summary>
/// <param name="Source">The recording's source.</param>
/// <param name="Rejection">The rejection.</param>
internal sealed record RejectedRecording(RecordSource Source, RejectedException Rejection);
