namespace Ecg.Lake.Parquet;

/// <summary>A column of a row group in a file that is read.</summary>
/// <param name="Column">The column.</param>
/// <param name="Codec">How its pages are compressed.</param>
/// <param name="Offset">Where its first page begins in the file.</param>
/// <param name="Length">The size of all its pages.</param>
/// <param name="Min">The smallest value as the statistics have it; <see langword="null"/> where they do not.</param>
/// <param name="Max">The largest value as the statistics have it; <see langword="null"/> where they do not.</param>
internal sealed record StoredChunk(Column Column, PageCodec Codec, long Offset, long Length, byte[]? Min, byte[]? Max);
