using Ecg.Lake.Parquet;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Parquet;

public sealed class PageReaderTests
{
    // Thrift's compact protocol: each field of a page's header has a byte for its number and type before its value.
    private const int UncompressedSize = 3;
    private const int CompressedSize = 5;

    private static readonly Column Numbers = new("n", ColumnKind.Int64, IsOptional: false);
    private static readonly Column Texts = new("t", ColumnKind.Text);

    [Test]
    public void Reads_numbers_that_are_not_compressed()
    {
        StoredChunk chunk = Write(Numbers, file => file.WriteInt64s([3, -1, 4]), rows: 3, out byte[] pages);

        Assert.That(chunk.Codec, Is.EqualTo(PageCodec.Uncompressed));
        Assert.That(((CellsOf<long?>)Read(chunk, pages, rows: 3)).Cells.ToArray(), Is.EqualTo(new long?[] { 3, -1, 4 }));
    }

    [Test]
    public void Reads_texts_and_nulls_that_are_not_compressed()
    {
        StoredChunk chunk = Write(Texts, file => file.WriteTexts(["ä", null, ""]), rows: 3, out byte[] pages);

        Assert.That(chunk.Codec, Is.EqualTo(PageCodec.Uncompressed));
        Assert.That(((CellsOf<string>)Read(chunk, pages, rows: 3)).Cells.ToArray(), Is.EqualTo(new[] { "ä", null, "" }));
    }

    [Test]
    public void Reads_a_dictionary_that_is_not_compressed()
    {
        StoredChunk chunk = Write(Texts, file => file.WriteConstant("A0001"), rows: 1000, out byte[] pages);

        Assert.That(chunk.Codec, Is.EqualTo(PageCodec.Uncompressed));
        Assert.That(((CellsOf<string>)Read(chunk, pages, rows: 1000)).Cells.ToArray(), Is.EqualTo(Enumerable.Repeat("A0001", 1000)));
    }

    [TestCase(UncompressedSize)]
    [TestCase(CompressedSize)]
    public void Rejects_an_uncompressed_page_with_two_sizes(int place)
    {
        StoredChunk chunk = Write(Numbers, file => file.WriteInt64s([3, -1, 4]), rows: 3, out byte[] pages);
        pages[place] -= 2;

        Assert.That(() => Read(chunk, pages, rows: 3), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Refuses_another_codec()
    {
        const PageCodec Snappy = (PageCodec)1;
        StoredChunk chunk = Write(Numbers, file => file.WriteInt64s([3]), rows: 1, out byte[] pages);

        Assert.That(() => Read(chunk with { Codec = Snappy }, pages, rows: 1), Throws.InstanceOf<NotSupportedException>());
    }

    private static StoredChunk Write(Column column, Action<ParquetWriter> write, int rows, out byte[] pages)
    {
        using var output = new MemoryStream();
        using (var file = new ParquetWriter(output, [column], [], "test"))
        {
            file.BeginRowGroup(rows);
            write(file);
            file.Finish();
        }

        byte[] bytes = output.ToArray();
        int footer = FooterReader.LengthOf(bytes.AsSpan()[^FooterReader.TailLength..], bytes.Length);
        StoredChunk chunk = new FooterReader().Read(bytes.AsSpan()[..^FooterReader.TailLength][^footer..]).RowGroups.Single().Chunks.Single();
        pages = bytes.AsSpan((int)chunk.Offset, (int)chunk.Length).ToArray();
        return chunk;
    }

    private static ColumnValues Read(StoredChunk chunk, byte[] pages, int rows)
    {
        using var reader = new PageReader();
        var values = ColumnValues.Of(chunk.Column);
        reader.Read(pages, chunk, rows, values);
        return values;
    }
}
