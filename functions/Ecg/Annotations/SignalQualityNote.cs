using System.Globalization;

namespace Ecg.Annotations;

/// <summary>The quality of a record's signals from an annotation of its change, <c>~</c>, on.</summary>
/// <remarks>
/// WFDB's <c>bxb</c> and <c>pschart</c>: the bits 0 to 3 of the subtype say that signal 0 to 3 is noisy, the bits 4 to 7 that it is unreadable;
/// otherwise it is clean. The subtype -1 says that none is readable. Further signals have no bits.
/// </remarks>
internal static class SignalQualityNote
{
    private const int MostSignals = 4;
    private const int NoneReadable = -1;

    /// <summary>Returns the quality in words: <c>MLII noisy, V5 clean</c>; <see langword="null"/> if there is no signal to speak of.</summary>
    /// <param name="subtype">The annotation's subtype.</param>
    /// <param name="signalNames">The record's signals by their numbers.</param>
    public static string? Of(int subtype, IReadOnlyList<string?> signalNames)
    {
        if (subtype == NoneReadable)
        {
            return "unreadable";
        }

        string note = string.Join(", ", signalNames.Take(MostSignals).Select((name, signal) => $"{name ?? NumberOf(signal)} {QualityOf(subtype, signal)}"));
        return note.Length == 0 ? null : note;
    }

    /// <summary>Returns the subtype that the words describe, the inverse of <see cref="Of"/>; <see langword="null"/> if they are other words.</summary>
    /// <param name="note">The quality in words.</param>
    /// <param name="signalNames">The record's signals by their numbers.</param>
    public static int? SubtypeOf(string? note, IReadOnlyList<string?> signalNames)
    {
        for (int bits = 0; note is not null && bits <= byte.MaxValue; bits++)
        {
            if (Of((sbyte)bits, signalNames) == note)
            {
                return (sbyte)bits;
            }
        }

        return null;
    }

    private static string QualityOf(int subtype, int signal) =>
        (subtype & (0x10 << signal)) != 0 ? "unreadable" : (subtype & (1 << signal)) != 0 ? "noisy" : "clean";

    private static string NumberOf(int signal) => string.Create(CultureInfo.InvariantCulture, $"signal {signal}");
}
