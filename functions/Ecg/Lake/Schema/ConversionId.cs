using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ecg.Lake.Schema;

/// <summary>
/// Identifies one conversion of a recording, in every row that it wrote: rows of one recording with different identities were
/// never meant to be read together. The same files, converter and settings give the same identity.
/// </summary>
/// <param name="Value">16 hexadecimal digits in lower case.</param>
internal readonly record struct ConversionId(string Value)
{
    /// <summary>The key of the identity among the metadata of each Parquet file.</summary>
    public const string MetadataKey = "ecg.conversion_id";

    private const int Digits = 16;

    /// <summary>The identity of a conversion.</summary>
    /// <param name="parts">What the outcome depends on, in a fixed order: <see langword="null"/> is not the empty text.</param>
    public static ConversionId Of(IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string? part in parts)
        {
            // With its length before it, no part runs into the next.
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
