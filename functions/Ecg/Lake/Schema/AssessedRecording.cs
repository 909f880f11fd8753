using Ecg.Annotations.Beats;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Schema;

/// <summary>A row of <c>records</c>.</summary>
/// <param name="Source">The recording's source.</param>
/// <param name="Recording">The recording.</param>
/// <param name="Assessment">The recording's assessment.</param>
/// <param name="Heart">The heart rate and its variability; <see langword="null"/> if beats were not detected.</param>
internal sealed record AssessedRecording(RecordSource Source, Recording Recording, RecordingAssessment Assessment, BeatStatistics? Heart);
