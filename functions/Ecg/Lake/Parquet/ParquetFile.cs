namespace Ecg.Lake.Parquet;

/// <summary>A small Parquet file of the lake that is in memory.</summary>
/// <remarks>
/// A file that is damaged is an <see cref="InvalidDataException"/>, one of another form than the lake's a
/// <see cref="NotSupportedException"/>.
/// </remarks>
internal sealed class ParquetFile
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ParquetFooter _footer;

    /// <summary>Reads the footer.</summary>
    /// <param name="bytes">The whole file.</param>
    public ParquetFile(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        ReadOnlySpan<byte> footer = FooterReader.FooterOf(bytes.Span);
        _footer = new FooterReader().Read(footer);
        Metadata = FooterReader.MetadataOf(footer);
    }

    /// <summary>The file's key-value metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Returns a column of text, with <see langword="null"/> for each row without a value.</summary>
    /// <param name="column">The column's name.</param>
    public IReadOnlyList<string?> Texts(string column)
    {
        using var pages = new PageReader();
        var texts = new TextValues(_footer.Columns.FirstOrDefault(candidate => candidate.Name == column && candidate.Kind == ColumnKind.Text)
            ?? throw new NotSupportedException($"The Parquet file has no column '{column}' of text."));
        foreach (StoredRowGroup group in _footer.RowGroups)
        {
            group.Check(_bytes.Length);
            StoredChunk chunk = group.Chunks.First(candidate => ReferenceEquals(candidate.Column, texts.Column));
            pages.Read(_bytes.Span.Slice((int)chunk.Offset, (int)chunk.Length), chunk, group.Rows, texts);
        }

        return texts.Cells.ToArray();
    }
}
