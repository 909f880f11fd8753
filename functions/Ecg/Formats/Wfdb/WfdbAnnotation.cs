namespace Ecg.Formats.Wfdb;

/// <summary>An annotation of an annotation file, annot(5).</summary>
/// <param name="Time">The time from the start of the record, in the file's own ticks.</param>
/// <param name="Code">The type code: 1 is a normal beat.</param>
public sealed record WfdbAnnotation(long Time, int Code)
{
    /// <summary>The symbol of the code; <see langword="null"/> for a code without one.</summary>
    public string? Symbol { get; init; }

    /// <summary>The field <c>subtyp</c>, whose meaning depends on the code.</summary>
    public int Subtype { get; init; }

    /// <summary>The field <c>chan</c>: in most files the number of the annotated signal.</summary>
    public int Channel { get; init; }

    /// <summary>The field <c>num</c>, whose meaning depends on the file.</summary>
    public int Number { get; init; }

    /// <summary>The field <c>aux</c>: text, such as <c>(AFIB</c>; <see langword="null"/> if there is none.</summary>
    public string? Text { get; init; }
}
