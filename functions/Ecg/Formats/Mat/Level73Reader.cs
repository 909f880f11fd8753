using System.Text;
using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>Reads MAT-files of version 7.3: HDF5 behind a user block of 512 bytes.</summary>
/// <remarks>
/// <para>
/// HDF5 cannot be read forward only: the contents of a group are usually listed at the end of the file. The bytes are therefore
/// buffered, in memory if they are few, otherwise in a temporary file.
/// </para>
/// <para>
/// We read the format ourselves, limited to what MATLAB, h5py and PureHDF write, because no size or address
/// in the bytes can be trusted: nothing is allocated before the file is known to contain it, and nothing is followed twice.
/// </para>
/// </remarks>
internal static class Level73Reader
{
    private const int ReadSize = 1 << 20;

    /// <summary>Reads a whole file and passes its contents to <paramref name="visitor"/>.</summary>
    /// <param name="stream">The bytes after <paramref name="prefix"/>. The stream is read to its end and not disposed.</param>
    /// <param name="prefix">The file's first bytes, already taken from the stream.</param>
    /// <param name="visitor">Receives the arrays and variables.</param>
    /// <param name="share">The budget of memory and disk.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The file's description.</returns>
    /// <exception cref="RejectedException">The bytes are not an HDF5 file, or one that is damaged or unsupported.</exception>
    /// <exception cref="IOException">The stream or a temporary file failed.</exception>
    public static MatFileInfo Read(
        Stream stream, ReadOnlyMemory<byte> prefix, IMatVisitor visitor, ScratchShare share, CancellationToken cancellationToken) =>
        Read(stream, prefix, visitor, share, verifyChecksums: true, cancellationToken);

    /// <summary>Like the other overload, for tests that change bytes and need to pass the checksums.</summary>
    internal static MatFileInfo Read(
        Stream stream,
        ReadOnlyMemory<byte> prefix,
        IMatVisitor visitor,
        ScratchShare share,
        bool verifyChecksums,
        CancellationToken cancellationToken)
    {
        using SampleBuffer bytes = Keep(stream, prefix.Span, share, cancellationToken);
        Level73Walker? walker = null;
        try
        {
            var file = Hdf5File.Open(bytes, share, verifyChecksums);
            walker = new(file, visitor, cancellationToken);
            walker.Walk();
            return Info(bytes, file.Start);
        }
        catch (Hdf5Exception exception)
        {
            throw Reject(exception, walker?.Path);
        }
    }

    /// <summary>Returns the rejection for something that cannot be read.</summary>
    /// <param name="exception">The problem.</param>
    /// <param name="path">The variable, field or cell; <see langword="null"/> before the first.</param>
    public static RejectedException Reject(Hdf5Exception exception, string? path) =>
        new(exception.Reason, Detail(exception, path), exception);

    private static SampleBuffer Keep(Stream stream, ReadOnlySpan<byte> prefix, ScratchShare share, CancellationToken cancellationToken)
    {
        var bytes = new SampleBuffer(SampleType.UInt8, share);
        try
        {
            bytes.Append(prefix);
            int read;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                read = stream.Read(bytes.GetSpan(ReadSize));
                bytes.Advance(read);
            }
            while (read > 0);

            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    // The user block is the header of a Level 5 MAT-file: MAT-File Format, "Level 5 MAT-File Header".
    private static MatFileInfo Info(SampleBuffer bytes, long start)
    {
        const int HeaderSize = 128;
        const int TextSize = 116;
        const int EndianIndicator = 126;
        if (start < HeaderSize)
        {
            return new(MatFormat.V73, IsBigEndian: false, Description: null);
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        bytes.Read(0, header);
        string text = OneLine.Clean(Encoding.Latin1.GetString(header[..TextSize]));
        return new(MatFormat.V73, header[EndianIndicator..].SequenceEqual("MI"u8), text.Length == 0 ? null : text);
    }

    private static string Detail(Hdf5Exception exception, string? path)
    {
        string what = path is null ? $"{char.ToUpperInvariant(exception.Message[0])}{exception.Message[1..]}" : $"Variable '{path}': {exception.Message}";
        string advice = exception.Reason == RejectionReason.CorruptFile
            ? "The file is damaged: save or upload it again."
            : "Save it again with MATLAB's -v7 or -v7.3.";
        return OneLine.Clean($"{what}. {advice}");
    }
}
