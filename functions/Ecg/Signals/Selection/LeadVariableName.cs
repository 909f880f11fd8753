using System.Text.RegularExpressions;

namespace Ecg.Signals.Selection;

/// <summary>Recognises variable names that stand for one lead.</summary>
internal static partial class LeadVariableName
{
    /// <summary>Returns whether a name is a lead's: <c>aVR</c>, <c>LII</c>, <c>V5</c>, <c>ecg_V1</c>.</summary>
    public static bool IsLead(ReadOnlySpan<char> name) => Lead().IsMatch(name);

    /// <summary>Returns whether a name is that of one lead of several: a lead's name, or a name with a number such as <c>ecg1</c> or <c>ch_2</c>.</summary>
    public static bool IsOneOfSeveral(ReadOnlySpan<char> name) => IsLead(name) || Numbered().IsMatch(name);

    /// <summary>
    /// Returns whether a name indicates that a vector is a signal other than an ECG: <c>emg</c>, <c>EEG_FP1</c>,
    /// <c>ppg</c>. Such a lead is not named <c>ecg</c>.
    /// </summary>
    public static bool IsOfAnotherSource(ReadOnlySpan<char> name) => AnotherSource().IsMatch(name);

    // The standard leads, Nehb's and Frank's, right-sided and posterior leads, and the modified leads of PhysioNet's databases.
    [GeneratedRegex(
        @"^((ecg|ekg|lead|ld|der|derivation|ch|channel)_?)?(-?av[rlf]|v[rlf]|v[1-9]r?|v[xyz]|(ml|l|d|m)?(i|ii|iii)|d[1-3]|mv[1-6]|mcl[1-6]|cm[1-6]|cc5|cs5)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(
        @"^(ecg|ekg|lead|ld|der|derivation|ch|chan|channel|sig|signal)_?[0-9]{1,3}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    // Brain, muscles, eyes and skin; pulse, pressures, sounds and movements of the heart; respiration.
    [GeneratedRegex(
        @"^(.*_)?(s?eeg|ecog|meg|lfp|emg|s?emg|eog|erg|egg|eda|gsr|ppg|pleth?|pulse|abp|art|icp|cvp|bp|bcg|scg|pcg|icg|resp|respiration|breath(ing)?|acc)([0-9]+|_.*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AnotherSource();
}
