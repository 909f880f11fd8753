using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ecg.Lake.Schema;

/// <summary>
/// Identifies a conversion of a recording in every row that it wrote: rows of a recording with different ids must not be
/// combined. The same files, converter version and settings give the same id.
/// </summary>
/// <param name="Value">16 lower-case hexadecimal digits.</param>
internal readonly record struct ConversionId(string Value)
{
    /// <summary>The key of the id in the metadata of each Parquet file.</summary>
    public const string MetadataKey = "ecg.conversion_id";

    private const int Digits = 16;

    /// <summary>Computes the id of a conversion.</summary>
    /// <param name="parts">The inputs that determine the outcome, in a fixed order; <see langword="null"/> differs from empty text.</param>
    public static ConversionId Of(IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string? part in parts)
        {
            // The length prefix keeps adjacent parts distinct.
            byte[] text = Encoding.UTF8.GetBytes(part ?? string.Empty);
            BinaryPrimitives.WriteInt32LittleEndian(length, part is null ? -1 : text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }

        return new ConversionId(Convert.ToHexStringLower(hash.GetCurrentHash())[..Digits]);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
