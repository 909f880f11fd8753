namespace Ecg;

/// <summary>Thrown when the bytes of a recording can never be converted.</summary>
/// <remarks>Used inside the library; <see cref="Lake.Converter"/> turns it into an outcome.</remarks>
public sealed class RejectedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="detail">What is wrong, where, and what to do, in one line.</param>
    /// <param name="innerException">The exception of a library; <see langword="null"/> for none.</param>
    public RejectedException(RejectionReason reason, string detail, Exception? innerException = null)
        : base(detail, innerException) => Reason = reason;

    /// <summary>The reason for the rejection.</summary>
    public RejectionReason Reason { get; }
}
