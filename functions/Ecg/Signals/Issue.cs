namespace Ecg.Signals;

/// <summary>Something that a reader of a recording should know: what is wrong with a lead, or what its metadata leave open.</summary>
/// <param name="Kind">What it is, such as <c>flat line</c>; the whole sentence where no other recording's is comparable.</param>
/// <param name="Value">How much of it there is, such as <c>100.0 %</c>; <see langword="null"/> where the kind says all.</param>
/// <param name="Lead">The name of the lead that has it; <see langword="null"/> where it is the recording's.</param>
public sealed record Issue(string Kind, string? Value = null, string? Lead = null)
{
    /// <summary>What stands between the lead, the kind and the value in <see cref="Text"/>.</summary>
    internal const string Colon = ": ";

    /// <summary>The issue for a person: <c>V3: flat line: 100.0 %</c>.</summary>
    public string Text => Lead is null ? TextWithoutLead : $"{Lead}{Colon}{TextWithoutLead}";

    /// <summary>The issue for a person, where it is plain which lead is spoken of: <c>flat line: 100.0 %</c>.</summary>
    public string TextWithoutLead => Value is null ? Kind : $"{Kind}{Colon}{Value}";

    /// <summary>An issue of the recording that is said in one sentence.</summary>
    public static implicit operator Issue(string sentence) => new(sentence);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
