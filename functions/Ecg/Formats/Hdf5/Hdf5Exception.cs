using Ecg.Formats.Mat;

namespace Ecg.Formats.Hdf5;

/// <summary>Thrown for a problem in an HDF5 file before its variable is known.</summary>
/// <remarks>Internal to <see cref="Level73Reader"/>, which turns it into a <see cref="RejectedException"/>.</remarks>
internal sealed class Hdf5Exception : Exception
{
    private Hdf5Exception(RejectionReason reason, string message, Exception? innerException)
        : base(message, innerException) => Reason = reason;

    /// <summary>The reason for the rejection.</summary>
    public RejectionReason Reason { get; }

    /// <summary>Creates the exception for bytes that contradict themselves or the specification.</summary>
    public static Hdf5Exception Corrupt(string what, Exception? innerException = null) =>
        new(RejectionReason.CorruptFile, what, innerException);

    /// <summary>Creates the exception for bytes that may be valid but are unsupported.</summary>
    public static Hdf5Exception Unsupported(string what) =>
        new(RejectionReason.UnsupportedFormat, what, null);
}
