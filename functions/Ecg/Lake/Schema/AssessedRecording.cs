using Ecg.Annotations.Beats;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Schema;

/// <summary>What a row of <c>records</c> tells of.</summary>
/// <param name="Source">Where the recording came from.</param>
/// <param name="Recording">The recording.</param>
/// <param name="Assessment">How good it is.</param>
/// <param name="Heart">The rate of its heart; <see langword="null"/> where no beats were sought.</param>
internal sealed record AssessedRecording(RecordSource Source, Recording Recording, RecordingAssessment Assessment, BeatStatistics? Heart);
