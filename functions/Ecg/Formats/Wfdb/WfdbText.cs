using System.Text;

namespace Ecg.Formats.Wfdb;

/// <summary>The text of a header, whatever editor saved it.</summary>
internal static class WfdbText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Decodes a header. header(5) asks for ASCII; descriptions and comments in the wild are UTF-8 or Latin-1, and
    /// editors put a byte order mark before them.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        var text = bytes.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? bytes[3..] : bytes;
        return System.Text.Unicode.Utf8.IsValid(text) ? StrictUtf8.GetString(text) : Encoding.Latin1.GetString(text);
    }
}
