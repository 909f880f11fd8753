namespace Ecg.Formats;

/// <summary>Reads MAT-files of version 7.3.</summary>
internal static class Level73Reader
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="stream">The bytes that follow <paramref name="prefix"/>.</param>
    /// <param name="prefix">What has already been taken from the stream.</param>
    /// <param name="visitor">Receives the arrays and variables.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RejectedException">Always.</exception>
    public static MatFileInfo Read(
        Stream stream,
        ReadOnlyMemory<byte> prefix,
        IMatVisitor visitor,
        CancellationToken cancellationToken) =>
        throw new RejectedException(
            RejectionReason.UnsupportedFormat,
            "The file is a MAT-file of version 7.3, which is not read: save it with -v7.");
}
