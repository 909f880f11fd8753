using System.Text;
using Ecg.Formats.Mat;
using NUnit.Framework;
using B = Ecg.Tests.Formats.Mat.Level5Builder;

namespace Ecg.Tests.Formats.Mat;

[Parallelizable]
public sealed class MutationTests
{
    private const int Count = 5_000;

    [Test]
    public void Every_mutant_of_a_level_4_file_is_read_or_rejected([Values] bool bigEndian) =>
        AssertBothHappen(MutationHarness.Run(Level4File(bigEndian), Count, randomSeed: 4));

    [Test]
    public void Every_mutant_of_a_v6_file_is_read_or_rejected([Values] bool bigEndian) =>
        AssertBothHappen(MutationHarness.Run(Level5File(bigEndian, compressed: false), Count, randomSeed: 6));

    [Test]
    public void Every_mutant_of_a_v7_file_is_read_or_rejected([Values] bool bigEndian) =>
        AssertBothHappen(MutationHarness.Run(Level5File(bigEndian, compressed: true), Count, randomSeed: 7));

    [Test]
    public void Every_mutant_of_what_a_v7_file_compresses_is_read_or_rejected([Values] bool bigEndian) =>
        AssertBothHappen(MutationHarness.Run(
            Level5File(bigEndian, compressed: true), Count, randomSeed: 77, Read, CompressedMutator.Mutate));

    [Test]
    public void A_mutant_is_the_same_in_every_run()
    {
        byte[] seed = Level4File(bigEndian: false);

        byte[][] mutants = Enumerable.Range(0, 100).Select(number => MutationHarness.Mutant(seed, 1, number)).ToArray();

        Assert.That(mutants.Select((mutant, number) => mutant.SequenceEqual(MutationHarness.Mutant(seed, 1, number))), Is.All.True);
        Assert.That(mutants.Select(Convert.ToHexString).Distinct().Count(), Is.GreaterThan(90));
        Assert.That(mutants.Select(mutant => mutant.SequenceEqual(seed)), Has.Some.False);
    }

    [Test]
    public void The_harness_reports_another_exception() => AssertReported(
        _ => throw new InvalidOperationException("a defect"), "threw System.InvalidOperationException: a defect");

    [Test]
    public void The_harness_reports_a_rejection_of_two_lines() => AssertReported(
        _ => throw new RejectedException(RejectionReason.CorruptFile, "one\ntwo"), "threw Ecg.RejectedException");

    [Test]
    public void The_harness_reports_memory_that_no_byte_justifies() => AssertReported(
        _ => GC.KeepAlive(new byte[(64 << 20) + 100_000]), "allocated 67,");

    [Test]
    public void The_harness_reports_what_hangs()
    {
        using var stop = new CancellationTokenSource();
        AssertReported(
            _ =>
            {
                while (!stop.IsCancellationRequested)
                {
                }
            },
            "took more than 2 s");
        stop.Cancel();
    }

    private static void AssertReported(Action<byte[]> read, string what)
    {
        // The seed itself must pass.
        int calls = 0;
        Exception failure = Assert.Catch(() => MutationHarness.Run(
            Level4File(bigEndian: false),
            10,
            randomSeed: 1,
            mutant =>
            {
                if (calls++ > 0)
                {
                    read(mutant);
                }
            }))!;
        Assert.That(failure.Message, Does.Contain("Mutant 0 of random seed 1").And.Contain(what));
    }

    // A run in which all mutants end alike would show little.
    private static void AssertBothHappen((int Accepted, int Rejected) outcome)
    {
        TestContext.Out.WriteLine($"{outcome.Accepted} read, {outcome.Rejected} rejected");
        Assert.That(outcome.Accepted + outcome.Rejected, Is.EqualTo(Count));
        Assert.That(outcome.Accepted, Is.GreaterThan(Count / 50));
        Assert.That(outcome.Rejected, Is.GreaterThan(Count / 10));
    }

    private static void Read(byte[] mutant)
    {
        using var visitor = new CollectingVisitor();
        MatFile.Read(new MemoryStream(mutant), visitor);
    }

    private static byte[] Level4File(bool bigEndian)
    {
        return new byte[][]
        {
            Variable("val", 30, 3, 40, Numbers<short>(120)),
            Variable("fs", 0, 1, 1, Bytes.Of(bigEndian, 360.0)),
            Variable("leads", 51, 2, 3, "IVI2 3"u8.ToArray()),
            Variable("text", 1, 1, 4, Bytes.Of<double>(bigEndian, 'm', 'V', ' ', ' ')),
            Variable("sparse", 2, 3, 3, Bytes.Of(bigEndian, 1.0, 3, 3, 2, 4, 5, 2.5, -1, 0)),
            Variable("z", 10, 2, 2, Numbers<float>(8), imaginary: 1),
            Variable("i", 20, 2, 2, Numbers<int>(4)),
            Variable("u", 40, 2, 3000, Numbers<ushort>(6000)),
            Variable("e", 50, 0, 0, []),
        }.SelectMany(variable => variable).ToArray();

        byte[] Variable(string name, int type, int rows, int columns, byte[] data, int imaginary = 0) =>
            Level4Builder.Variable(name, (bigEndian ? 1000 : 0) + type, rows, columns, data, imaginary, bigEndian);

        byte[] Numbers<T>(int count)
            where T : unmanaged, System.Numerics.INumberBase<T> =>
            Bytes.Of<T>(bigEndian, Enumerable.Range(0, count).Select(i => T.CreateTruncating(i * 37)).ToArray());
    }

    private static byte[] Level5File(bool bigEndian, bool compressed)
    {
        var b = new B(bigEndian);
        byte[] samples = b.Samples("", 2, 50, Enumerable.Range(0, 100).Select(i => (short)(i * 37)).ToArray());
        byte[][] elements =
        [
            b.Struct(
                "ECG",
                [1, 1],
                ["data", "leads", "info"],
                samples,
                b.Matrix("", B.MxCell, [1, 2], b.Text("", [1, 1], "I"), b.Text("", [2, 2], "IVI2")),
                b.Struct("", [1, 2], ["fs", "age"], b.Row("", 500), b.Row("", 61), b.Row("", 250), b.Numbers(B.MiMatrix, 0))),
            b.Samples("val", 3, 2000, Enumerable.Range(0, 6000).Select(i => (short)(i * 37)).ToArray()),
            b.Matrix("bytes", B.MxDouble, [2, 2, 2], b.Data(B.MiUInt8, [1, 2, 3, 4, 5, 6, 7, 8])),
            b.Matrix("mask", B.MxUInt8 | B.Logical | B.Global, [1, 3], b.Data(B.MiUInt8, [1, 0, 1])),
            b.Matrix("z", B.MxSingle | B.Complex, [1, 2], b.Data(B.MiSingle, b.Numbers(1f, 2f)), b.Data(B.MiInt8, [3, 4])),
            b.Matrix("s", B.MxSparse, [3, 2], b.Data(B.MiInt32, b.Numbers(0, 2)), b.Data(B.MiInt32, b.Numbers(0, 1, 2)), b.Data(B.MiDouble, b.Numbers(2.5, -1.0))),
            b.Matrix("utf8", B.MxChar, [1, 3], b.Data(B.MiUtf8, "µV"u8)),
            b.Matrix("utf32", B.MxChar, [1, 2], b.Data(B.MiUtf32, new UTF32Encoding(bigEndian, false).GetBytes("mV"))),
            b.Matrix("obj", B.MxObject, [1, 1], b.Data(B.MiInt8, "inline"u8), b.FieldNames("expr"), b.Text("", [1, 1], "x")),
            b.Matrix("fun", B.MxFunction, [1, 1], b.Matrix("", B.MxDouble, [1, 1], b.Data(B.MiUInt8, [1]))),
            b.Element(
                B.MiMatrix,
                [.. b.Flags(B.MxOpaque), .. b.Data(B.MiInt8, "t"u8), .. b.Data(B.MiInt8, "MCOS"u8), .. b.Data(B.MiInt8, "string"u8)]),
            b.Matrix("big", B.MxInt64, [1, 2], b.Data(B.MiInt64, b.Numbers(long.MinValue, long.MaxValue))),
            b.Matrix("", B.MxUInt8, [1, 9], b.Data(B.MiUInt8, new byte[9])),
        ];
        return b.File(elements.Select(element => compressed ? b.Compressed(element) : element).ToArray());
    }
}
