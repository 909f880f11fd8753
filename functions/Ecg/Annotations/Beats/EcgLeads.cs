using System.Text.RegularExpressions;

namespace Ecg.Annotations.Beats;

/// <summary>Tells which leads are an ECG, so that beats are sought in them.</summary>
internal static partial class EcgLeads
{
    /// <summary>The smallest standard deviation that an ECG has, in mV: that of one whose QRS complexes are some 0.05 mV tall.</summary>
    public const double LeastDeviation = 0.003;

    /// <summary>The greatest standard deviation that an ECG has, in mV: the input range of ANSI/AAMI EC11, twice.</summary>
    public const double GreatestDeviation = 10;

    /// <summary>Whether a lead can be an ECG by its name and unit: a voltage that is not named as another signal.</summary>
    /// <param name="name">The lead's name, as the header or the file has it.</param>
    /// <param name="unit">Its unit in the lake: <c>mV</c>, another, <c>adu</c>, or <c>unknown</c>.</param>
    public static bool IsEcg(string name, string unit)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(unit);
        return unit == "mV" && (Ecg().IsMatch(name) || !OtherSignal().IsMatch(name));
    }

    /// <summary>Whether a lead's values can be an ECG's.</summary>
    /// <param name="deviation">The standard deviation of its samples in mV; NaN where it has none.</param>
    public static bool IsPlausible(double deviation) => deviation is >= LeastDeviation and <= GreatestDeviation;

    [GeneratedRegex("ecg|ekg", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ecg();

    // Pulse, breath, pressures, gases and movement; the EEG by its name or its places in the 10-20 system, the eyes' and the muscles' voltages.
    // C1 to C6 alone are the chest leads as IEC 60601-2-25 codes them.
    [GeneratedRegex(
        @"pleth|ppg|spo2|sao2|oxy|pulse|resp|breath|airflow|nasal|thor|abdo|chest\b|snor|press|(^|[^a-z])([au]?bp[0-9]?|nbp|art|abp|cvp|icp|pap|rap|lap|imp|co2|etco2|o2|temp|acc|gyr|gsr|eda|scl|sound|mic|marker|trigger|event|status)([^a-z]|$)"
        + @"|eeg|eog|emg|(^|[^a-z])(loc|roc|chin|leg|tib)([^a-z]|$)"
        + @"|^((fp|af|fc|cp|po|f|p|o|t)(z|[0-9]{1,2})([-_ ].*)?|c(z|[0-9]{1,2})[-_ ].*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherSignal();
}
