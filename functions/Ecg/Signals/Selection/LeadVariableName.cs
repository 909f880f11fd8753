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

    [GeneratedRegex(
        """
        ^((ecg|ekg|lead|ld|der|derivation|ch|channel)_?)?(
          (ml|l|d|m)?(i|ii|iii) | d[1-3] | -?av[rlf] | v[rlf]  # limb leads, MLII
        | v[1-9]r?                                             # chest leads, right-sided and posterior ones
        | v[xyz]                                               # Frank's
        | mv[1-6] | mcl[1-6] | cm[1-6] | cc5 | cs5             # modified leads of monitors and Holter recorders
        )$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Lead();

    [GeneratedRegex(
        @"^(ecg|ekg|lead|ld|der|derivation|ch|chan|channel|sig|signal)_?[0-9]{1,3}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        """
        ^(.*_)?(
          s?eeg | ecog | meg | lfp                                                   # brain
        | s?emg | eog | erg | egg | eda | gsr                                        # muscles, eyes, stomach and skin
        | ppg | pleth? | pulse | spo2                                                # pulse
        | abp | art | icp | cvp | bp                                                 # pressures
        | bcg | scg | pcg | icg                                                      # movements, sounds and impedance of the heart
        | resp | respiration | breath(ing)?                                          # respiration
        | acc | accel | accelerations? | accelerometers? | gyro | vib | vibrations?  # movement
        | temperatures?                                                              # temperature; temp is a temporary variable as often
        )([0-9]+|_.*)?$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex AnotherSource();
}
