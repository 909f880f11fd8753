namespace Ecg.Aws.Metrics;

/// <summary>What a batch came to.</summary>
/// <param name="Converted">Recordings that are in the lake.</param>
/// <param name="Rejected">Recordings that can never be converted.</param>
/// <param name="Failed">Recordings, and messages that cannot be read, that go back to the queue.</param>
/// <param name="Gone">Recordings that were no longer there.</param>
/// <param name="Missing">Recordings that were found of which the lake knew nothing.</param>
/// <param name="BytesIn">The size of the recordings.</param>
/// <param name="BytesOut">The size of what was written.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="ColdStart">Whether it was the process's first batch.</param>
internal sealed record BatchTally(
    int Converted,
    int Rejected,
    int Failed,
    int Gone,
    int Missing,
    long BytesIn,
    long BytesOut,
    TimeSpan Duration,
    bool ColdStart);
