namespace Ecg;

/// <summary>The bytes of a recording can never be converted.</summary>
/// <remarks>Thrown inside the library; <see cref="Lake.Converter"/> turns it into an outcome.</remarks>
public sealed class RejectedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="detail">What is wrong, where, and what to do, in one line.</param>
    /// <param name="innerException">What a library said, if one did.</param>
    public RejectedException(RejectionReason reason, string detail, Exception? innerException = null)
        : base(detail, innerException) => Reason = reason;

    /// <summary>Why the recording is rejected.</summary>
    public RejectionReason Reason { get; }
}
