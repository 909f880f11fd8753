using System.Text;

namespace Ecg.Formats.Wfdb;

/// <summary>Decodes the text of a header from any common encoding.</summary>
internal static class WfdbText
{
    // Latin-1, except for the bytes from 0x80 to 0x9F, which are control characters there and quotation marks, dashes and dots here.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The position of the next line break: LF, CR or both. Form feeds, U+0085 and U+2028 occur within comments, and the WFDB library
    /// does not treat them as line breaks.
    /// </summary>
    /// <returns>-1 if there is none.</returns>
    public static int IndexOfLineBreak(ReadOnlySpan<char> text) => text.IndexOfAny('\n', '\r');

    /// <summary>
    /// Decodes a header. header(5) requires ASCII; in practice, descriptions and comments are UTF-8 or Windows-1252, and
    /// editors add a byte order mark.
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

        ReadOnlySpan<byte> text = bytes.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? bytes[3..] : bytes;
        return System.Text.Unicode.Utf8.IsValid(text) ? StrictUtf8.GetString(text) : Windows1252.GetString(text);
    }
}
