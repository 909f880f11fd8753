using System.Text;

namespace Ecg.Lake.Parquet;

/// <summary>A text as Parquet stores and orders it: by its bytes in UTF-8.</summary>
internal readonly record struct Utf8Text(byte[] Bytes) : IComparable<Utf8Text>
{
    /// <summary>Encodes a text.</summary>
    public static Utf8Text Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public int CompareTo(Utf8Text other) => Bytes.AsSpan().SequenceCompareTo(other.Bytes);
}
