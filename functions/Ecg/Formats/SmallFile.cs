namespace Ecg.Formats;

/// <summary>Reads small files beside recordings.</summary>
internal static class SmallFile
{
    /// <summary>The maximum size of a header or a dataset's metadata; real ones have a few thousand bytes.</summary>
    public const int MaxBytes = 1 << 20;

    private const int FirstSize = 4 << 10;

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The file's bytes. It is not disposed.</param>
    /// <param name="fileName">The file's name in messages.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RejectedException">The file has more than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static byte[] Read(Stream stream, string fileName, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[FirstSize];
        int filled = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = stream.Read(bytes, filled, bytes.Length - filled);
            if (read == 0)
            {
                return bytes[..filled];
            }

            filled += read;
            if (filled > MaxBytes)
            {
                throw new RejectedException(
                    RejectionReason.HeaderMismatch,
                    $"{fileName} has more than {MaxBytes} bytes, too many for one recording's metadata; correct or remove it.");
            }

            if (filled == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, MaxBytes + 1));
            }
        }
    }
}
