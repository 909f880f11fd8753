using System.IO.Compression;
using System.Text;
using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Mat;

public sealed class MatFileTests
{
    private static readonly byte[] Hdf5Signature = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A];

    [TestCase(MatFormat.V4, "mat-v4")]
    [TestCase(MatFormat.V6, "mat-v6")]
    [TestCase(MatFormat.V7, "mat-v7")]
    [TestCase(MatFormat.V73, "mat-v7.3")]
    public void Names_the_format(MatFormat format, string name) => Assert.That(format.Code(), Is.EqualTo(name));

    [Test]
    public void Recognises_version_73_by_its_header([Values] bool bigEndian) =>
        Assert.That(Recognize(new Level5Builder(bigEndian).Header(0x0200)), Is.EqualTo(MatLevel.SevenPointThree));

    [Test]
    public void Recognises_hdf5_by_its_signature([Values(0, 512, 1024, 2048, 4096, 8192)] int offset) =>
        Assert.That(Recognize([.. new byte[offset], .. Hdf5Signature]), Is.EqualTo(MatLevel.SevenPointThree));

    [Test]
    public void Recognises_no_hdf5_elsewhere() =>
        Assert.That(Recognize([.. new byte[513], .. Hdf5Signature, .. new byte[2048]]), Is.EqualTo(MatLevel.None));

    [Test]
    public void Gives_what_it_has_taken_from_the_stream_to_the_reader_of_version_73()
    {
        byte[] file = Enumerable.Range(0, 40_000).Select(i => (byte)i).ToArray();
        new Level5Builder().Header(0x0200).CopyTo(file, 0);
        var stream = new ForwardOnlyStream(file, 1000);
        using var reader = new ForwardReader(stream);

        MatSignature.Recognize(reader);
        var rest = new MemoryStream();
        rest.Write(reader.Buffered.Span);
        stream.CopyTo(rest);

        Assert.That(rest.ToArray().SequenceEqual(file));
    }

    [Test]
    public void Rejects_a_version_that_is_not_read() =>
        AssertUnsupported(new Level5Builder().Header(0x0300), "version 0x0300");

    [Test]
    public void Says_that_a_file_is_empty() => Rejections.AssertCorrupt([], "empty");

    [Test]
    public void Says_that_a_file_is_all_zero([Values(1, 20, 128, 100_000)] int length) =>
        Rejections.AssertCorrupt(new byte[length], length == 1 ? "begins with 1 zero byte:" : "zero bytes: upload it again.");

    [Test]
    public void Says_that_a_header_is_cut() =>
        Rejections.AssertCorrupt(new Level5Builder().Header()[..100], "takes 128 bytes, and the file has 100");

    [Test]
    public void Says_that_a_header_names_no_byte_order()
    {
        byte[] header = new Level5Builder().Header();
        header[126] = (byte)'X';

        Rejections.AssertCorrupt(header, "byte 126");
    }

    [TestCase("time,I,II\n0,0.1,0.2\n", "text")]
    [TestCase("995 1011\n995 1011\n", "text")]
    [TestCase("a", "text")]
    [TestCase("100 2 360 650000\n100.dat 212 200 11 1024 995 -22131 0 MLII\n", "WFDB header")]
    [TestCase("#made by hand\r\nA0001 1 500 7500\r\nA0001.mat 16+24 1000/mv 16 0 28 -1716 0 I\r\n", "WFDB header")]
    [TestCase("<!DOCTYPE html>\n<html>", "HTML or XML")]
    [TestCase("\uFEFF \r\n<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "HTML or XML")]
    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git lfs pull")]
    [TestCase("# Created by Octave 9.2.0\n# name: x\n", "Octave text")]
    [TestCase("0       X X X X                                                      ", "EDF")]
    [TestCase("Octave-1-L\u0000\u0001", "Octave binary")]
    [TestCase("PK\u0005\u0006\u0000\u0000", "ZIP")]
    [TestCase("\u0001\u0002\u0003\u0004\u0005", ".hea")]
    public void Says_what_a_file_looks_like(string content, string expected) =>
        AssertUnsupported(Encoding.UTF8.GetBytes(content), expected);

    [Test]
    public void Says_that_a_file_is_an_archive()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("a.mat");
        }

        AssertUnsupported(zip.ToArray(), "ZIP");
    }

    [Test]
    public void Says_that_a_file_is_compressed()
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Level4Builder.Samples(1, 1, 1));
        }

        AssertUnsupported(compressed.ToArray(), "gunzip");
    }

    [Test]
    public void Says_that_a_file_is_a_signal_file_of_another_kind()
    {
        byte[] bdf = [0xFF, .. "BIOSEMI"u8, .. new byte[300]];
        byte[] numpy = [0x93, .. "NUMPY"u8, 1, 0];
        byte[] dicom = [.. new byte[128], .. "DICM"u8, 2, 0, 0, 0, .. "UL"u8, 4, 0, .. new byte[100]];
        byte[] scp = [0x1A, 0x2B, 200, 0, 0, 0, 0x3C, 0x4D, 0, 0, 136, 0, 0, 0, 20, 20, .. "SCPECG"u8, .. new byte[100]];
        byte[] aecg = [.. "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<AnnotatedECG xmlns=\"urn:hl7-org:v3\">"u8];
        byte[] samples = Bytes.Of<short>(false, 995, 1011, 995, 1011, 995, 1011, 995, 1011, 995, 1011, 995, 1011);
        byte[] quietSamples = Bytes.Of<short>(false, 0, 0, 3, -4, 5, 0, 0, 1, 2, -7, 3, 0, 0, 4, -1);

        Assert.Multiple(() =>
        {
            AssertUnsupported(bdf, "EDF or BDF");
            AssertUnsupported(numpy, "NumPy");
            AssertUnsupported(dicom, "a DICOM file; convert");
            AssertUnsupported(scp, "an SCP-ECG recording; convert");
            AssertUnsupported(aecg, "an HL7 aECG recording; convert");
            AssertUnsupported(samples, ".hea");
            AssertUnsupported(quietSamples, ".hea");
        });
    }

    [Test]
    public void Rejects_a_buffer_of_another_number_type()
    {
        using var visitor = new MisfitVisitor();

        Assert.Throws<ArgumentException>(() => MatFile.Read(new MemoryStream(Level4Builder.Samples(1, 1, 1)), visitor));
    }

    [Test]
    public void Requires_a_stream_and_a_visitor()
    {
        using var visitor = new CollectingVisitor();

        Assert.Throws<ArgumentNullException>(() => MatFile.Read(null!, visitor));
        Assert.Throws<ArgumentNullException>(() => MatFile.Read(Stream.Null, null!));
    }

    [Test]
    public void Leaves_the_stream_open()
    {
        var stream = new MemoryStream(Level4Builder.Samples(1, 1, 1));

        CollectingVisitor.Read(stream).Dispose();

        Assert.That(stream.CanRead);
    }

    private static MatLevel Recognize(byte[] bytes)
    {
        using var reader = new ForwardReader(new ForwardOnlyStream(bytes, 100));
        return MatSignature.Recognize(reader);
    }

    private static void AssertUnsupported(byte[] bytes, string word)
    {
        RejectedException rejection = Rejections.Of(bytes);
        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.UnsupportedFormat), rejection.Message);
        Assert.That(rejection.Message, Does.Contain(word));
    }

    private sealed class MisfitVisitor : IMatVisitor, IDisposable
    {
        private readonly SampleBuffer _buffer = new(SampleType.Double);

        public SampleBuffer? OnArray(MatArray array) => _buffer;

        public void OnVariable(MatVariable variable)
        {
        }

        public void Dispose() => _buffer.Dispose();
    }
}
