namespace Ecg.Aws.Metrics;

/// <summary>The results of a batch.</summary>
/// <param name="Converted">The number of recordings converted.</param>
/// <param name="Rejected">The number of recordings rejected.</param>
/// <param name="Failed">The number of recordings, and of unreadable messages, that go back to the queue.</param>
/// <param name="Gone">The number of recordings that no longer existed.</param>
/// <param name="Missing">The number of recordings that the lake did not know.</param>
/// <param name="BytesIn">The bytes of the recordings read.</param>
/// <param name="BytesOut">The bytes written.</param>
/// <param name="Duration">The duration.</param>
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
