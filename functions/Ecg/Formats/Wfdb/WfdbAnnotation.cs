namespace Ecg.Formats.Wfdb;

/// <summary>One annotation of an annotation file, annot(5).</summary>
/// <param name="Time">Its time from the record's beginning, in the file's own ticks.</param>
/// <param name="Code">The type code: 1 is a normal beat.</param>
public sealed record WfdbAnnotation(long Time, int Code)
{
    /// <summary>The symbol of the code; <see langword="null"/> for a code without one.</summary>
    public string? Symbol { get; init; }

    /// <summary>The field <c>subtyp</c>, whose meaning depends on the code.</summary>
    public int Subtype { get; init; }

    /// <summary>The field <c>chan</c>: for most files the number of the signal that the annotation is about.</summary>
    public int Channel { get; init; }

    /// <summary>The field <c>num</c>, which each file uses in its own way.</summary>
    public int Number { get; init; }

    /// <summary>The field <c>aux</c>: a text, such as <c>(AFIB</c>; <see langword="null"/> if there is none.</summary>
    public string? Text { get; init; }
}
