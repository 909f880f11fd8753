using System.Text.RegularExpressions;

namespace Ecg.Annotations.Beats;

/// <summary>Determines which leads are an ECG, in which beats are detected.</summary>
internal static partial class EcgLeads
{
    /// <summary>The minimum standard deviation of an ECG, in mV: that of QRS complexes of some 0.05 mV.</summary>
    public const double LeastDeviation = 0.003;

    /// <summary>The maximum standard deviation of an ECG, in mV: twice the input range of ANSI/AAMI EC11.</summary>
    public const double GreatestDeviation = 10;

    /// <summary>Returns whether a lead can be an ECG by its name and unit: a voltage without another signal's name.</summary>
    /// <param name="name">The lead's name in the header or the file.</param>
    /// <param name="unit">Its unit in the lake: <c>mV</c>, another, <c>adu</c>, or <c>unknown</c>.</param>
    public static bool IsEcg(string name, string unit)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(unit);
        return unit == "mV" && (Ecg().IsMatch(name) || !OtherSignal().IsMatch(name));
    }

    /// <summary>Returns whether a lead's values can be an ECG's.</summary>
    /// <param name="deviation">The standard deviation of its samples in mV; NaN if it has none.</param>
    public static bool IsPlausible(double deviation) => deviation is >= LeastDeviation and <= GreatestDeviation;

    [GeneratedRegex("ecg|ekg", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ecg();

    // Pulse, respiration, pressures, gases and movement; EEG by name or by electrode positions of the 10-20 system; EOG and EMG.
    // C1 to C6 alone are the chest leads as IEC 60601-2-25 codes them.
    [GeneratedRegex(
        @"pleth|ppg|spo2|sao2|oxy|pulse|resp|breath|airflow|nasal|thor|abdo|chest\b|snor|press|(^|[^a-z])([au]?bp[0-9]?|nbp|art|abp|cvp|icp|pap|rap|lap|imp|co2|etco2|o2|temp|acc|gyr|gsr|eda|scl|sound|mic|marker|trigger|event|status)([^a-z]|$)"
        + @"|eeg|eog|emg|(^|[^a-z])(loc|roc|chin|leg|tib)([^a-z]|$)"
        + @"|^((fp|af|fc|cp|po|f|p|o|t)(z|[0-9]{1,2})([-_ ].*)?|c(z|[0-9]{1,2})[-_ ].*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherSignal();
}
