using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>Detects the layout of a MAT-file from its first bytes.</summary>
internal static class MatSignature
{
    /// <summary>Detects the layout without consuming bytes.</summary>
    /// <exception cref="RejectedException">It is a MAT-file of an unsupported version.</exception>
    public static MatLevel Recognize(ForwardReader file)
    {
        // Only as many bytes as needed: the rest of a Level 4 file is then read directly to the samples' buffer.
        ReadOnlySpan<byte> start = file.Peek(Level5Header.Length).Span;
        if (Level5Header.TryRead(start, out Level5Header header))
        {
            return header.Version switch
            {
                Level5Header.Version5 => MatLevel.Five,
                Level5Header.Version73 => MatLevel.SevenPointThree,
                _ => throw file.Refused(
                    RejectionReason.UnsupportedFormat,
                    $"the header names version 0x{header.Version:X4}, not 0x0100 or 0x0200; save the file with -v7"),
            };
        }

        if (LooksLikeLevel4(start))
        {
            return MatLevel.Four;
        }

        return HasHdf5Signature(file.Peek(ForwardReader.BlockSize).Span) ? MatLevel.SevenPointThree : MatLevel.None;
    }

    // Level 4 has no signature: a valid type field (one of its bytes is always zero, which never occurs in the text of a
    // Level 5 header) is confirmed by a plausible length of the name.
    private static bool LooksLikeLevel4(ReadOnlySpan<byte> start) =>
        Level4Header.TryRead(start, out Level4Header header) && header.NameLength is > 0 and <= MatName.MaxLength;

    // At 0, 512, and each doubling of the offset: the size of the user block is a power of two.
    private static bool HasHdf5Signature(ReadOnlySpan<byte> start)
    {
        for (int offset = 0; offset + Hdf5File.FormatSignature.Length <= start.Length; offset = offset == 0 ? 512 : offset * 2)
        {
            if (start[offset..].StartsWith(Hdf5File.FormatSignature))
            {
                return true;
            }
        }

        return false;
    }
}
