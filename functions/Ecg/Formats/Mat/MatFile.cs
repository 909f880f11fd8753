namespace Ecg.Formats.Mat;

/// <summary>Reads MAT-files of every level from a forward-only stream.</summary>
public static class MatFile
{
    /// <summary>The maximum number of elements of an array whose values are kept in <see cref="MatVariable.Numbers"/>.</summary>
    public const int MaxValueElements = 4096;

    /// <summary>
    /// The maximum number of elements of all arrays together whose values are kept; those of further arrays are not.
    /// </summary>
    public const int MaxKeptValues = 1 << 20;

    /// <summary>
    /// The maximum number of variables of a file, and of fields and cells in all of them that are kept. A file with more
    /// variables is rejected; further fields and cells are ignored.
    /// </summary>
    public const int MaxNodes = 10_000;

    /// <summary>The maximum nesting depth of structs and cells.</summary>
    public const int MaxDepth = 32;

    /// <summary>
    /// The maximum number of bytes that the compressed variables of a file may inflate to: more than a week of twelve
    /// leads at 1000 Hz takes with 16 bits.
    /// </summary>
    public const long MaxInflatedBytes = 16L << 30;

    /// <summary>Reads a whole file and passes its contents to <paramref name="visitor"/>.</summary>
    /// <param name="stream">The file's bytes. The stream is read forward only and not disposed.</param>
    /// <param name="visitor">Receives the arrays and variables.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The file's description.</returns>
    /// <exception cref="RejectedException">The bytes are not a MAT-file, or one that is damaged or unsupported.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static MatFileInfo Read(Stream stream, IMatVisitor visitor, CancellationToken cancellationToken = default) =>
        Read(stream, visitor, ScratchShare.Unlimited, cancellationToken);

    /// <summary>Reads a whole file and passes its contents to <paramref name="visitor"/>.</summary>
    /// <param name="stream">The file's bytes. The stream is read forward only and not disposed.</param>
    /// <param name="visitor">Receives the arrays and variables.</param>
    /// <param name="share">The budget of memory and disk.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The file's description.</returns>
    /// <exception cref="RejectedException">The bytes are not a MAT-file, or one that is damaged, too large or unsupported.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static MatFileInfo Read(Stream stream, IMatVisitor visitor, ScratchShare share, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(visitor);

        using var file = new ForwardReader(stream);
        return MatSignature.Recognize(file) switch
        {
            MatLevel.Four => new Level4Reader(file, visitor, new ReadBudget(), cancellationToken).Read(),
            MatLevel.Five => new Level5Reader(file, visitor, new ReadBudget(), cancellationToken).Read(),
            MatLevel.SevenPointThree => Level73Reader.Read(stream, file.Buffered, visitor, share, cancellationToken),
            _ => throw ForeignFile.Reject(file),
        };
    }
}
