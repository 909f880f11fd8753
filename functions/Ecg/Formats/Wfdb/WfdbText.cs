using System.Text;

namespace Ecg.Formats.Wfdb;

/// <summary>The text of a header, whatever editor saved it.</summary>
internal static class WfdbText
{
    // Latin-1 but for the bytes from 0x80 to 0x9F, which are controls there and quotation marks, dashes and dots here.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The place of the next line break: LF, CR or both. Form feeds, U+0085 and U+2028 stand within comments, and the WFDB library
    /// breaks no line there.
    /// </summary>
    /// <returns>-1 where no line follows.</returns>
    public static int IndexOfLineBreak(ReadOnlySpan<char> text) => text.IndexOfAny('\n', '\r');

    /// <summary>
    /// Decodes a header. header(5) asks for ASCII; descriptions and comments in the wild are UTF-8 or Windows-1252, and
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

        ReadOnlySpan<byte> text = bytes.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? bytes[3..] : bytes;
        return System.Text.Unicode.Utf8.IsValid(text) ? StrictUtf8.GetString(text) : Windows1252.GetString(text);
    }
}
