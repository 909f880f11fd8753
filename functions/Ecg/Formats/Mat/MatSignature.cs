using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>Tells the layouts of MAT-files from their first bytes.</summary>
internal static class MatSignature
{
    /// <summary>Tells the layout without moving on.</summary>
    /// <exception cref="RejectedException">It is a MAT-file of a version that is not read.</exception>
    public static MatLevel Recognize(ForwardReader file)
    {
        // Only what is needed: the rest of a Level 4 file then goes straight to where its samples are wanted.
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

    // Level 4 has no signature: a type field that makes sense (one of its bytes is always zero, which the text of a
    // Level 5 header never is) is seconded by a name of a length that a name has.
    private static bool LooksLikeLevel4(ReadOnlySpan<byte> start) =>
        Level4Header.TryRead(start, out Level4Header header) && header.NameLength is > 0 and <= MatName.MaxLength;

    // At 0, 512, and every place of twice the offset: the user block is a power of two.
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
