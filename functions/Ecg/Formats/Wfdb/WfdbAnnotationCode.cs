namespace Ecg.Formats.Wfdb;

/// <summary>The type codes of annotations, as WFDB's <c>ecgcodes.h</c> numbers them.</summary>
internal static class WfdbAnnotationCode
{
    /// <summary>A normal beat.</summary>
    public const int Normal = 1;

    /// <summary>A beat of which nobody says what it is.</summary>
    public const int Unclassified = 13;

    /// <summary>A change of signal quality.</summary>
    public const int Noise = 14;

    /// <summary>A comment.</summary>
    public const int Note = 22;

    /// <summary>A change of rhythm, whose text names the new one.</summary>
    public const int Rhythm = 28;

    /// <summary>The beginning of ventricular flutter or fibrillation.</summary>
    public const int FibrillationOn = 32;

    /// <summary>The end of ventricular flutter or fibrillation.</summary>
    public const int FibrillationOff = 33;

    /// <summary>The highest code that an annotation can have.</summary>
    public const int Highest = 49;

    // A blank stands for a code that has no meaning; an application may define its own for 42 to 49.
    private const string Symbols = " NLRaVFJASEj/Q~ | sT*D\"=pB^t+u?![]en@xf()r        ";

    /// <summary>The symbol of a code; <see langword="null"/> for a code without one.</summary>
    public static string? SymbolOf(int code) => code > 0 && code < Symbols.Length && Symbols[code] != ' ' ? Symbols[code].ToString() : null;

    /// <summary>The code of a symbol; <see langword="null"/> for a symbol that no code has.</summary>
    public static int? CodeOf(string symbol)
    {
        int code = symbol.Length == 1 && symbol[0] != ' ' ? Symbols.IndexOf(symbol[0], StringComparison.Ordinal) : -1;
        return code < 0 ? null : code;
    }

    /// <summary>Whether the code is that of a beat: what WFDB's <c>isqrs</c> says.</summary>
    public static bool IsBeat(int code) => code is (>= 1 and <= 13) or 25 or 30 or 34 or 35 or 38 or 41;
}
