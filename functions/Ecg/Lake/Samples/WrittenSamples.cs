using Ecg.Annotations.Beats;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Samples;

/// <summary>What was found while a recording's samples were written.</summary>
/// <param name="Measures">What was measured of each lead, in order.</param>
/// <param name="Beats">The beats; <see langword="null"/> where none were sought, since no lead is an ECG or the rate is unknown.</param>
/// <param name="Bytes">The size of the file.</param>
internal sealed record WrittenSamples(IReadOnlyList<LeadMeasures> Measures, IReadOnlyList<Beat>? Beats, long Bytes);
