namespace Ecg.Formats;

/// <summary>Reads MAT-files of every level from a forward-only stream.</summary>
public static class MatFile
{
    /// <summary>The largest number of elements of an array whose values are kept in <see cref="MatVariable.Numbers"/>.</summary>
    public const int MaxValueElements = 4096;

    /// <summary>The largest number of variables, fields and cells of one file that are kept.</summary>
    public const int MaxNodes = 10_000;

    /// <summary>How deep structs and cells may be nested.</summary>
    public const int MaxDepth = 32;

    /// <summary>Reads a whole file, giving what it finds to <paramref name="visitor"/>.</summary>
    /// <param name="stream">The file's bytes, from its first one on. It is read forward only and not disposed of.</param>
    /// <param name="visitor">Receives the arrays and variables.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What the file says of itself.</returns>
    /// <exception cref="RejectedException">The bytes are no MAT-file, or one that is damaged or cannot be read.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static MatFileInfo Read(Stream stream, IMatVisitor visitor, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
