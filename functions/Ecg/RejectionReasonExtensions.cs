namespace Ecg;

/// <summary>Formats a <see cref="RejectionReason"/>.</summary>
internal static class RejectionReasonExtensions
{
    /// <summary>Returns the reason's code in the lake, the log and the command's output, such as <c>corrupt-file</c>.</summary>
    public static string Code(this RejectionReason reason) => reason switch
    {
        RejectionReason.CorruptFile => "corrupt-file",
        RejectionReason.UnsupportedFormat => "unsupported-format",
        RejectionReason.NoSignal => "no-signal",
        RejectionReason.AmbiguousSignal => "ambiguous-signal",
        RejectionReason.EmptySignal => "empty-signal",
        RejectionReason.HeaderMismatch => "header-mismatch",
        RejectionReason.TooLarge => "too-large",
        RejectionReason.Segment => "segment",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
