using System.Net;

namespace Ecg.Aws.Buckets;

/// <summary>How S3 writes keys into events and lists: as in a form, UTF-8, a blank as <c>+</c>.</summary>
internal static class KeyEncoding
{
    /// <summary>The key that was written so.</summary>
    public static string Decode(string encoded) => WebUtility.UrlDecode(encoded);

    /// <summary>The key as S3 writes it.</summary>
    public static string Encode(string key) => WebUtility.UrlEncode(key).Replace("%2F", "/", StringComparison.Ordinal);
}
