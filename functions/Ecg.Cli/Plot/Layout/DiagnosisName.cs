using System.Collections.Frozen;
using System.Globalization;

namespace Ecg.Cli.Plot.Layout;

/// <summary>What the SNOMED CT codes mean that public ECG collections label their recordings with.</summary>
internal static class DiagnosisName
{
    private static readonly FrozenDictionary<long, string> Names = new Dictionary<long, string>
    {
        [6374002] = "bundle branch block",
        [10370003] = "pacing rhythm",
        [17338001] = "ventricular premature beats",
        [39732003] = "left axis deviation",
        [47665007] = "right axis deviation",
        [59118001] = "right bundle branch block",
        [59931005] = "T wave inversion",
        [63593006] = "supraventricular premature beats",
        [111975006] = "prolonged QT interval",
        [164867002] = "old myocardial infarction",
        [164873001] = "left ventricular hypertrophy",
        [164884008] = "ventricular ectopics",
        [164889003] = "atrial fibrillation",
        [164890007] = "atrial flutter",
        [164909002] = "left bundle branch block",
        [164917005] = "abnormal Q wave",
        [164931005] = "ST elevation",
        [164934002] = "T wave abnormal",
        [164947007] = "prolonged PR interval",
        [251146004] = "low QRS voltages",
        [270492004] = "first degree AV block",
        [284470004] = "premature atrial contraction",
        [365413008] = "poor R wave progression",
        [426177001] = "sinus bradycardia",
        [426627000] = "bradycardia",
        [426783006] = "sinus rhythm",
        [427084000] = "sinus tachycardia",
        [427172004] = "premature ventricular contractions",
        [427393009] = "sinus arrhythmia",
        [429622005] = "ST depression",
        [445118002] = "left anterior fascicular block",
        [698252002] = "nonspecific intraventricular conduction disorder",
        [713426002] = "incomplete right bundle branch block",
        [713427006] = "complete right bundle branch block",
        [733534002] = "complete left bundle branch block",
    }.ToFrozenDictionary();

    /// <summary>The diagnosis with its meaning before it, <c>sinus rhythm (426783006)</c>; one that is not known as it is.</summary>
    public static string Write(string diagnosis) =>
        long.TryParse(diagnosis, NumberStyles.None, CultureInfo.InvariantCulture, out long code) && Names.TryGetValue(code, out string? name)
            ? $"{name} ({diagnosis})"
            : diagnosis;
}
