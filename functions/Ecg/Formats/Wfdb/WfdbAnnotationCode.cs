namespace Ecg.Formats.Wfdb;

/// <summary>The type codes of annotations, as WFDB's <c>ecgcodes.h</c> numbers them.</summary>
internal static class WfdbAnnotationCode
{
    /// <summary>A normal beat.</summary>
    public const int Normal = 1;

    /// <summary>A beat that is not classified.</summary>
    public const int Unclassified = 13;

    /// <summary>A change of signal quality.</summary>
    public const int Noise = 14;

    /// <summary>A comment.</summary>
    public const int Note = 22;

    /// <summary>A rhythm change, whose text names the new rhythm.</summary>
    public const int Rhythm = 28;

    /// <summary>The beginning of ventricular flutter or fibrillation.</summary>
    public const int FibrillationOn = 32;

    /// <summary>The end of ventricular flutter or fibrillation.</summary>
    public const int FibrillationOff = 33;

    /// <summary>The highest code of an annotation.</summary>
    public const int Highest = 49;

    // A space stands for a code without meaning; applications may define 42 to 49.
    private const string Symbols = " NLRaVFJASEj/Q~ | sT*D\"=pB^t+u?![]en@xf()r        ";

    /// <summary>Returns the symbol of a code; <see langword="null"/> for a code without one.</summary>
    public static string? SymbolOf(int code) => code > 0 && code < Symbols.Length && Symbols[code] != ' ' ? Symbols[code].ToString() : null;

    /// <summary>Returns the code of a symbol; <see langword="null"/> for an unknown symbol.</summary>
    public static int? CodeOf(string symbol)
    {
        int code = symbol.Length == 1 && symbol[0] != ' ' ? Symbols.IndexOf(symbol[0], StringComparison.Ordinal) : -1;
        return code < 0 ? null : code;
    }

    /// <summary>Returns whether the code is a beat's, like WFDB's <c>isqrs</c>.</summary>
    public static bool IsBeat(int code) => code is (>= 1 and <= 13) or 25 or 30 or 34 or 35 or 38 or 41;
}
