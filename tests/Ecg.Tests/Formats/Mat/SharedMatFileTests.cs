using System.Buffers.Binary;
using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Files of MATLAB and wfdb2mat, with the values that a hex dump of them shows.</summary>
public sealed class SharedMatFileTests
{
    private static readonly double[] Theta = Enumerable.Range(0, 9).Select(i => i * Math.PI / 4).ToArray();
    private static readonly double[] Matrix = [1, 2, 3, 2, 0, 0, 3, 0, 0, 4, 0, 0, 5, 0, 0];

    [Test]
    public void Reads_a_big_endian_level_4_file()
    {
        using CollectingVisitor visitor = Read("matlab/testdouble_4.2c_SOL2.mat", out MatFileInfo? info);

        Assert.Multiple(() =>
        {
            Assert.That(info, Is.EqualTo(new MatFileInfo(MatFormat.V4, true, null)));
            Assert.That(visitor.Variables.Single().Name, Is.EqualTo("testdouble"));
            Assert.That(visitor.Array("testdouble").Dimensions, Is.EqualTo(new long[] { 1, 9 }));
            Assert.That(visitor.Elements<double>("testdouble"), Is.EqualTo(Theta).Within(1).Ulps);
        });
    }

    [Test]
    public void Reads_a_big_endian_v6_file_with_doubles_stored_in_bytes()
    {
        using CollectingVisitor visitor = Read("matlab/testmatrix_6.1_SOL2.mat", out MatFileInfo? info);

        Assert.Multiple(() =>
        {
            Assert.That(info, Is.EqualTo(new MatFileInfo(
                MatFormat.V6, true, "MATLAB 5.0 MAT-file, Platform: SOL2, Created on: Sat Aug 19 09:37:19 2006")));
            Assert.That(visitor.Array("testmatrix").Class, Is.EqualTo(MatClass.Double));
            Assert.That(visitor.Array("testmatrix").StorageType, Is.EqualTo(SampleType.UInt8));
            Assert.That(visitor.Array("testmatrix").Dimensions, Is.EqualTo(new long[] { 3, 5 }));
            Assert.That(visitor.Variable("testmatrix").Numbers, Is.EqualTo(Matrix));
        });
    }

    [Test]
    public void Reads_a_v7_file_of_two_variables()
    {
        using CollectingVisitor visitor = Read("matlab/testmulti_7.4_GLNX86.mat", out MatFileInfo? info);

        Assert.Multiple(() =>
        {
            Assert.That(info, Is.EqualTo(new MatFileInfo(
                MatFormat.V7, false, "MATLAB 5.0 MAT-file, Platform: GLNX86, Created on: Fri Feb 20 15:26:59 2009")));
            Assert.That(visitor.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "a", "theta" }));
            Assert.That(visitor.Variable("a").Numbers, Is.EqualTo(Matrix));
            Assert.That(visitor.Variable("theta").Numbers, Is.EqualTo(Theta).Within(1).Ulps);
        });
    }

    [Test]
    public void Reads_a_struct_within_a_struct()
    {
        using CollectingVisitor visitor = Read("matlab/teststructnest_7.4_GLNX86.mat", out _);

        MatVariable outer = visitor.Variables.Single();
        MatVariable inner = outer.Children[1];
        Assert.Multiple(() =>
        {
            Assert.That(outer.Name, Is.EqualTo("teststructnest"));
            Assert.That(outer.Children.Select(child => child.Name), Is.EqualTo(new[] { "one", "two" }));
            Assert.That(outer.Children[0].Numbers, Is.EqualTo(new[] { 1.0 }));
            Assert.That(inner.Class, Is.EqualTo(MatClass.Struct));
            Assert.That(inner.Children.Single().Name, Is.EqualTo("three"));
            Assert.That(inner.Children.Single().Text, Is.EqualTo(new[] { "number 3" }));
            Assert.That(visitor.Arrays.Single().Path, Is.EqualTo("teststructnest.one"));
        });
    }

    [Test]
    public void Reads_a_big_endian_v7_file_with_cells()
    {
        using CollectingVisitor visitor = Read("matlab/big_endian.mat", out MatFileInfo? info);

        Assert.Multiple(() =>
        {
            Assert.That(info.Format, Is.EqualTo(MatFormat.V7));
            Assert.That(info.IsBigEndian);
            Assert.That(visitor.Elements<float>("floats"), Is.EqualTo(new float[] { 2, 3, 3, 4 }));
            Assert.That(visitor.Variable("strings").Dimensions, Is.EqualTo(new long[] { 2, 1 }));
            Assert.That(visitor.Variable("strings").Children.Select(cell => cell.Text![0]), Is.EqualTo(new[] { "hello", "world" }));
        });
    }

    [TestCase("physionet/100m.mat", 2, 216_000, new short[] { 995, 1011, 995, 1011 }, new short[] { 961, 981, 959, 977 })]
    [TestCase("physionet/a103l.mat", 3, 82_500, new short[] { -171, 9127, 6042, -268 }, null)]
    [TestCase("fragments/1 NSR/100m (0).mat", 1, 3600, new short[] { 995, 995, 995, 995 }, new short[] { 946, 944, 943 })]
    [TestCase("fragments/1 NSR/100m (1).mat", 1, 3600, new short[] { 946, 945, 946, 943 }, new short[] { 939, 938, 940 })]
    [TestCase("fragments/1 NSR/100m (2).mat", 1, 3600, new short[] { 943, 942, 942, 942 }, new short[] { 949, 947, 947 })]
    public void Reads_recordings_of_wfdb2mat(string file, int leads, int samples, short[] first, short[]? last)
    {
        using CollectingVisitor visitor = Read(file, out MatFileInfo? info);

        short[] values = visitor.Elements<short>("val");
        Assert.Multiple(() =>
        {
            Assert.That(info, Is.EqualTo(new MatFileInfo(MatFormat.V4, false, null)));
            Assert.That(visitor.Array("val").Dimensions, Is.EqualTo(new long[] { leads, samples }));
            Assert.That(values[..first.Length], Is.EqualTo(first));
            Assert.That(values[^(last?.Length ?? 0)..], Is.EqualTo(last ?? []));
            Assert.That(values.SequenceEqual(RawSamples(file)), "every byte behind the 24 of the header");
        });
    }

    // header(5), "Signal specification lines": the sum of all samples of a signal in 16 bits, as the .hea files beside have it.
    [TestCase("physionet/100m.mat", new short[] { 27306, 10350 })]
    [TestCase("physionet/a103l.mat", new short[] { -27403, -301, -17391 })]
    public void Reads_samples_whose_sums_are_those_of_the_header(string file, short[] expected)
    {
        using CollectingVisitor visitor = Read(file, out _);

        short[] values = visitor.Elements<short>("val");
        short[] sums = new short[expected.Length];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i % sums.Length] += values[i];
        }

        Assert.That(sums, Is.EqualTo(expected));
    }

    private static IEnumerable<short> RawSamples(string file)
    {
        byte[] bytes = File.ReadAllBytes(SharedData.PathOf(file));
        for (int i = 24; i < bytes.Length; i += sizeof(short))
        {
            yield return BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(i));
        }
    }

    private static CollectingVisitor Read(string file, out MatFileInfo info)
    {
        using FileStream stream = File.OpenRead(SharedData.PathOf(file));
        var visitor = new CollectingVisitor();
        info = MatFile.Read(stream, visitor);
        return visitor;
    }
}
