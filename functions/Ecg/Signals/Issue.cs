namespace Ecg.Signals;

/// <summary>An issue of a recording: a problem of a lead, or missing metadata.</summary>
/// <param name="Kind">The kind, such as <c>flat line</c>; the whole sentence if it is not comparable between recordings.</param>
/// <param name="Value">The extent, such as <c>100.0 %</c>; <see langword="null"/> if the kind is sufficient.</param>
/// <param name="Lead">The name of the lead; <see langword="null"/> if the issue concerns the whole recording.</param>
public sealed record Issue(string Kind, string? Value = null, string? Lead = null)
{
    /// <summary>The separator between the lead, the kind and the value in <see cref="Text"/>.</summary>
    internal const string Colon = ": ";

    /// <summary>The issue as text: <c>V3: flat line: 100.0 %</c>.</summary>
    public string Text => Lead is null ? TextWithoutLead : $"{Lead}{Colon}{TextWithoutLead}";

    /// <summary>The issue as text without the lead's name: <c>flat line: 100.0 %</c>.</summary>
    public string TextWithoutLead => Value is null ? Kind : $"{Kind}{Colon}{Value}";

    /// <summary>Creates an issue of the recording from one sentence.</summary>
    public static implicit operator Issue(string sentence) => new(sentence);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
