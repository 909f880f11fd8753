using System.Text.Unicode;

namespace Ecg.Formats.Mat;

/// <summary>Detects that a damaged MAT-file was transferred as text.</summary>
internal static class TextDamage
{
    // In random bytes, each value occurs once in 256; a value that does not occur in this many was removed.
    private const int LongEnough = 2048;
    private const int Enough = 6;
    private const int MostRead = 1 << 20;

    private const string Advice = "a program took the file for text; copy it again as binary";

    /// <summary>Returns a description of the damage and what to do.</summary>
    /// <param name="file">The file's bytes from the first one on.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns><see langword="null"/> if there is no sign of a text transfer.</returns>
    /// <exception cref="IOException">The stream failed.</exception>
    public static string? Find(Stream file, CancellationToken cancellationToken)
    {
        using var reader = new ForwardReader(file);
        byte[] buffer = new byte[MostRead];
        cancellationToken.ThrowIfCancellationRequested();
        Span<byte> bytes = buffer.AsSpan(0, reader.Read(buffer));
        return BeginsAsMatFile(bytes) || BeginsAsMatFile(WithoutBlanks(bytes)) || IsEncodedBinary(bytes) ? Find(bytes) : null;
    }

    private static string? Find(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains((byte)0))
        {
            return BeginsAsMatFile(bytes) && !HasByteOrderMark(bytes)
                ? $"no zero byte is left in the file: {Advice}"
                : $"each zero byte of the file is a space: {Advice}";
        }

        if (bytes.Count((ReadOnlySpan<byte>)[0xEF, 0xBF, 0xBD]) >= Enough && IsUtf8(bytes))
        {
            return $"bytes of the file are replaced by UTF-8's replacement character: {Advice}";
        }

        if (IsEncodedBinary(bytes))
        {
            return $"each byte of the file above 127 is written as two, in UTF-8: {Advice}";
        }

        int feeds = bytes.Count((byte)'\n');
        int pairs = bytes.Count("\r\n"u8);
        if (feeds >= Enough && pairs == feeds)
        {
            return $"each line feed of the file has a carriage return before it: {Advice}";
        }

        return bytes.Length >= LongEnough && feeds >= Enough && !bytes.Contains((byte)'\r')
            ? $"no carriage return is left in the file: {Advice}"
            : null;
    }

    private static bool BeginsAsMatFile(ReadOnlySpan<byte> start) =>
        start.StartsWith("MATLAB 5.0"u8) || start.StartsWith("MATLAB 7.3"u8)
        || (Level4Header.TryRead(start, out Level4Header header) && header.NameLength is > 0 and <= MatName.MaxLength);

    private static byte[] WithoutBlanks(ReadOnlySpan<byte> bytes)
    {
        byte[] start = bytes[..Math.Min(bytes.Length, Level4Header.Length)].ToArray();
        start.AsSpan().Replace((byte)' ', (byte)0);
        return start;
    }

    // Level 5 and v7.3 have it at the end of their header, where it stands further in front if bytes were removed.
    private static bool HasByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Level5Header.Length && bytes[(Level5Header.Length - 2)..Level5Header.Length] is [(byte)'I', (byte)'M'] or [(byte)'M', (byte)'I'];

    // Text has no zero byte, and binary data are hardly ever valid UTF-8. The header of Level 4 has bytes above 127 too.
    private static bool IsEncodedBinary(ReadOnlySpan<byte> bytes) => bytes.Contains((byte)0) && CountOfHigh(bytes) >= Enough && IsUtf8(bytes);

    private static int CountOfHigh(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        foreach (byte value in bytes)
        {
            count += value >> 7;
        }

        return count;
    }

    // The bytes read may end within a character.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (int cut = 0; cut < 4 && cut < bytes.Length; cut++)
        {
            if (Utf8.IsValid(bytes[..^cut]))
            {
                return true;
            }
        }

        return false;
    }
}
