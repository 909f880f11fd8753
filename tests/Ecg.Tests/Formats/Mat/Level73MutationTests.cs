using System.Buffers.Binary;
using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Damages sound files in thousands of ways: each is read or rejected, and costs no more than its bytes justify.</summary>
[Parallelizable]
public sealed class Level73MutationTests
{
    private const long MaxAllocated = 64 << 20;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private static readonly byte[] Bytes = [0, 1, 0x7F, 0x80, 0xFF];
    private static readonly int[] Integers = [0, -1, int.MaxValue, int.MinValue, 1 << 16, 1 << 24];
    private static readonly long[] Longs = [0, -1, long.MaxValue, int.MaxValue, uint.MaxValue, 1L << 40];

    // Without the verification of checksums the damage comes as far as it can.
    [TestCase("earliest.mat", true, 5000)]
    [TestCase("latest.mat", true, 1000)]
    [TestCase("latest.mat", false, 3000)]
    [TestCase("octave", true, 3000)]
    [TestCase("written", true, 500)]
    [TestCase("written", false, 5000)]
    public void Reads_or_rejects_a_damaged_file(string name, bool verifyChecksums, int mutants)
    {
        byte[] sound = name switch
        {
            "written" => Written(),
            "octave" => Octave(),
            _ => Level73Files.Fixture(name),
        };
        Read(sound, verifyChecksums, "the sound file");
        int rejected = 0;
        for (int seed = 0; seed < mutants; seed++)
        {
            if (!Read(Mutant(sound, seed), verifyChecksums, $"seed {seed}"))
            {
                rejected++;
            }
        }

        // Damage that is never noticed would mean that it never comes to the reader.
        Assert.That(rejected, Is.GreaterThan(mutants / 20));
    }

    private static bool Read(byte[] bytes, bool verifyChecksums, string what)
    {
        using var visitor = new Level73Visitor();
        using var patience = new CancellationTokenSource(MaxTime);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Level73Reader.Read(new MemoryStream(bytes), ReadOnlyMemory<byte>.Empty, visitor, ScratchShare.Unlimited, verifyChecksums, patience.Token);
            return true;
        }
        catch (RejectedException rejection)
        {
            Assert.That(rejection.Message.Any(char.IsControl), Is.False, $"{what}: the detail is one line");
            return false;
        }
        catch (Exception exception)
        {
            Assert.Fail($"{what}: {exception}");
            return false;
        }
        finally
        {
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MaxAllocated), what);
            Assert.That(patience.IsCancellationRequested, Is.False, $"{what} took too long");
        }
    }

    private static byte[] Mutant(byte[] sound, int seed)
    {
        var random = new Random(seed);
        byte[] bytes = (byte[])sound.Clone();
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            Change(ref bytes, random);
        }

        return bytes;
    }

    private static void Change(ref byte[] bytes, Random random)
    {
        int place = random.Next(bytes.Length - 16);
        switch (random.Next(6))
        {
            case 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[place] = Bytes[random.Next(Bytes.Length)];
                break;
            case 2:
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), Integers[random.Next(Integers.Length)]);
                break;
            case 3:
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(place & ~7), Longs[random.Next(Longs.Length)]);
                break;
            case 4:
                // An address may come to stand where another one was.
                bytes.AsSpan(random.Next(bytes.Length - 8) & ~7, 8).CopyTo(bytes.AsSpan(place & ~7));
                break;
            default:
                if (random.Next(8) == 0 && place > Level73Files.UserBlockSize)
                {
                    Array.Resize(ref bytes, place);
                }

                break;
        }
    }

    private static byte[] Octave() => Level73Files.Write(new()
    {
        ["bool"] = OctaveFiles.Variable("bool matrix", new byte[] { 1, 0, 1 }),
        ["ecg"] = OctaveFiles.Variable("matrix", new double[200]),
        ["empty"] = OctaveFiles.Empty("cell", 0, 0),
        ["leads"] = OctaveFiles.Variable("sq_string", new sbyte[] { 73, 73 }),
        ["sparse"] = OctaveFiles.Sparse(),
        ["t"] = OctaveFiles.Range("double_range", 0, 2, 0.01, 200),
    });

    private static byte[] Written()
    {
        using var stream = new MemoryStream();
        short[] signal = new short[12 * 2000];
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] = (short)(i % 251);
        }

        MatWriter.Write(stream, MatFormat.V73,
        [
            new MatNumbers("val", 12, 2000, signal),
            MatNumbers.Scalar("fs", 500),
            new MatCell("leads", ["I", "II", "III"]),
            new MatStruct("ECG", [new MatNumbers("data", 3, 2, new float[6]), new MatText("sex", "F")]),
            new MatNumbers("none", 0, 3, Array.Empty<double>()),
        ]);
        return stream.ToArray();
    }
}
