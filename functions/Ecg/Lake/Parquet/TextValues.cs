using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Ecg.Lake.Parquet;

/// <summary>The values of a column of text.</summary>
internal sealed class TextValues(Column column) : CellsOf<string>(column)
{
    // Rows that follow one another often have the same text, which is then one object.
    private string _last = string.Empty;
    private byte[] _lastBytes = [];
    private int _lastLength;

    /// <inheritdoc/>
    protected override int SmallestValue => sizeof(int);

    /// <summary>The text that is stored as some bytes, its length not among them.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new InvalidDataException("A text of the Parquet file is not UTF-8.");

    /// <inheritdoc/>
    public override void Write(ParquetWriter file) => file.WriteTexts(Cells);

    /// <inheritdoc/>
    protected override string Take(ref ReadOnlySpan<byte> values)
    {
        int length = values.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(values);
        if (length < 0 || length > values.Length - sizeof(int))
        {
            throw new InvalidDataException("A page of the Parquet file ends before its values.");
        }

        ReadOnlySpan<byte> bytes = values.Slice(sizeof(int), length);
        values = values[(sizeof(int) + length)..];
        if (!bytes.SequenceEqual(_lastBytes.AsSpan(0, _lastLength)))
        {
            Remember(bytes);
        }

        return _last;
    }

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        _last = Decode(bytes);
        if (_lastBytes.Length < bytes.Length)
        {
            _lastBytes = new byte[bytes.Length * 2];
        }

        bytes.CopyTo(_lastBytes);
        _lastLength = bytes.Length;
    }
}
