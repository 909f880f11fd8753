using Ecg.Annotations.Beats;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Samples;

/// <summary>The results of writing a recording's samples.</summary>
/// <param name="Measures">The measures of each lead, in order.</param>
/// <param name="Beats">The beats; <see langword="null"/> if they were not detected, because no lead is an ECG or the sampling rate is unknown.</param>
/// <param name="Bytes">The size of the file.</param>
internal sealed record WrittenSamples(IReadOnlyList<LeadMeasures> Measures, IReadOnlyList<Beat>? Beats, long Bytes);
