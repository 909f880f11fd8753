using System.Text;

namespace Ecg.Lake.Parquet;

/// <summary>Text in the form that Parquet stores and orders it: UTF-8 bytes.</summary>
internal readonly record struct Utf8Text(byte[] Bytes) : IComparable<Utf8Text>
{
    /// <summary>Encodes a text.</summary>
    public static Utf8Text Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public int CompareTo(Utf8Text other) => Bytes.AsSpan().SequenceCompareTo(other.Bytes);
}
