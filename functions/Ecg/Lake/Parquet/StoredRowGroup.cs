namespace Ecg.Lake.Parquet;

/// <summary>A row group of a file that is read.</summary>
/// <param name="Rows">The number of its rows.</param>
/// <param name="Chunks">Its columns, in the order of the file's.</param>
internal sealed record StoredRowGroup(int Rows, IReadOnlyList<StoredChunk> Chunks)
{
    // A converter's file with the most annotations has half as many.
    private const int MostRows = 1 << 21;

    /// <summary>Checks, before memory is taken for it, that the row group is no larger than the lake's are and ends within the file.</summary>
    /// <param name="fileLength">The file's length.</param>
    /// <exception cref="NotSupportedException">It has more rows than any of the lake's.</exception>
    /// <exception cref="InvalidDataException">A column reaches beyond the end of the file.</exception>
    public void Check(long fileLength)
    {
        if (Rows > MostRows)
        {
            throw new NotSupportedException("A row group of the Parquet file has more rows than any of the lake's.");
        }

        foreach (StoredChunk chunk in Chunks)
        {
            if (chunk.Length > Math.Min(fileLength - chunk.Offset, Array.MaxLength))
            {
                throw new InvalidDataException("A column of the Parquet file reaches beyond its end.");
            }
        }
    }
}
