using System.Net;

namespace Ecg.Aws.Buckets;

/// <summary>Encodes and decodes keys as S3 does in events and listings: form encoding in UTF-8, with <c>+</c> for a space.</summary>
internal static class KeyEncoding
{
    /// <summary>Decodes a key.</summary>
    public static string Decode(string encoded) => WebUtility.UrlDecode(encoded);

    /// <summary>Encodes a key.</summary>
    public static string Encode(string key) => WebUtility.UrlEncode(key).Replace("%2F", "/", StringComparison.Ordinal);
}
