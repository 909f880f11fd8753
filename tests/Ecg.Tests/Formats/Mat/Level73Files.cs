using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;
using PureHDF;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Files to read: those of this folder, those that MATLAB wrote, and those that PureHDF writes on the spot.</summary>
internal static class Level73Files
{
    public const int UserBlockSize = 512;

    /// <summary>As the length of texts: h5py's way, with the characters on a heap.</summary>
    public const int VariableLength = 0;

    public static byte[] Fixture(string name) =>
        File.ReadAllBytes(Path.Combine(RepositoryFolder.Path, "tests", "Ecg.Tests", "Formats", "Fixtures", name));

    public static byte[] Shared(string path) => File.ReadAllBytes(SharedData.PathOf(path));

    /// <summary>A file as PureHDF writes it, behind an empty user block.</summary>
    public static byte[] Write(H5File file, int textLength = 16)
    {
        using var stream = new MemoryStream();
        file.Write(stream, new(DefaultStringLength: textLength, UserBlockSize: UserBlockSize, Filters: []));
        return stream.ToArray();
    }

    public static H5Dataset WithClass(this H5Dataset dataset, string matlabClass)
    {
        dataset.Attributes.Add("MATLAB_class", matlabClass);
        return dataset;
    }

    public static H5Group WithClass(this H5Group group, string matlabClass)
    {
        group.Attributes.Add("MATLAB_class", matlabClass);
        return group;
    }

    public static Level73Visitor Read(byte[] bytes, bool takesArrays = true)
    {
        var visitor = new Level73Visitor(takesArrays);
        ReadInto(bytes, visitor);
        return visitor;
    }

    public static MatFileInfo ReadInto(byte[] bytes, IMatVisitor visitor) =>
        Level73Reader.Read(new MemoryStream(bytes), ReadOnlyMemory<byte>.Empty, visitor, ScratchShare.Unlimited, CancellationToken.None);

    public static RejectedException Rejection(byte[] bytes, bool verifyChecksums = true)
    {
        using var visitor = new Level73Visitor();
        RejectedException? exception = Assert.Throws<RejectedException>(() => Level73Reader.Read(
            new MemoryStream(bytes), ReadOnlyMemory<byte>.Empty, visitor, ScratchShare.Unlimited, verifyChecksums, CancellationToken.None));
        Assert.That(exception!.Message.Any(char.IsControl), Is.False, "The detail is one line.");
        return exception;
    }
}
