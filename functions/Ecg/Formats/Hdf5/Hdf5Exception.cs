using Ecg.Formats.Mat;

namespace Ecg.Formats.Hdf5;

/// <summary>Something in an HDF5 file that cannot be read, before the reader has said in which variable it stands.</summary>
/// <remarks>Never leaves <see cref="Level73Reader"/>, which turns it into a <see cref="RejectedException"/>.</remarks>
internal sealed class Hdf5Exception : Exception
{
    private Hdf5Exception(RejectionReason reason, string message, Exception? innerException)
        : base(message, innerException) => Reason = reason;

    /// <summary>Why the file is rejected.</summary>
    public RejectionReason Reason { get; }

    /// <summary>The bytes contradict themselves or the specification.</summary>
    public static Hdf5Exception Corrupt(string what, Exception? innerException = null) =>
        new(RejectionReason.CorruptFile, what, innerException);

    /// <summary>The bytes may be right, but they are of a kind that is not read.</summary>
    public static Hdf5Exception Unsupported(string what) =>
        new(RejectionReason.UnsupportedFormat, what, null);
}
